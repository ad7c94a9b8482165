"""Waiting, giving up and attending, by day, channel, operator and queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from contracts import intake

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life, World

START = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)  # still the 22nd in Buenos Aires
ANA = UUID(int=1)


def call(lived: Life, start: datetime, *more: Any, **first: Any) -> list[Any]:
    key = uuid4()
    received = intake.ContactReceivedV1(
        contact_id=key, channel="call", source="pbx", external_id=str(key), state="live",
        received_at=start, queue="general", **first,
    )  # fmt: skip
    return lived(key, start, [received, *(make(key) for make in more)])


def given_up(seconds: float) -> Any:
    return lambda key: intake.ContactStateChangedV1(
        contact_id=key, channel="call", state="open", abandoned_seconds=seconds
    )


def ticket_closed(key: UUID) -> Any:
    return intake.ContactStateChangedV1(
        contact_id=key, channel="call", state="closed", cause="ticket-closed"
    )


def taken(waited: float, queue: str = "vip") -> Any:
    return lambda key: intake.ContactTakenV1(
        contact_id=key, channel="call", account_id=ANA, account_name="Ana",
        waited_seconds=waited, queue=queue,
    )  # fmt: skip


def finished(seconds: float) -> Any:
    return lambda key: intake.ContactFinishedV1(
        contact_id=key, channel="call", account_id=ANA, account_name="Ana", outcome="x",
        handled_seconds=seconds,
    )  # fmt: skip


def history(lived: Life) -> list[Any]:
    return [
        *call(lived, START, given_up(40.0), ticket_closed),
        *call(lived, START + timedelta(hours=1), given_up(20.0), taken(60.0), finished(100.0)),
        *call(lived, START + timedelta(hours=1), taken(10.0), finished(300.0)),
        *call(lived, START + timedelta(days=1)),
    ]


async def test_the_desk_is_measured_by_each_of_its_sides(world: World, lived: Life) -> None:
    await world.deliver(history(lived))

    by_day = await world.get("contacts", historic="true", by="day")
    by_queue = await world.get("contacts", historic="true", by="queue")
    by_operator = await world.get("contacts", historic="true", by="operator")

    assert [(each["key"], each["contacts"]) for each in by_day["groups"]] == [
        ("2026-11-22", 1), ("2026-11-23", 3),
    ]  # fmt: skip
    queues = {each["key"]: (each["contacts"], each["taken"]) for each in by_queue["groups"]}
    assert queues == {"general": (2, 0), "vip": (2, 2)}
    assert [(each["label"], each["finished"]) for each in by_operator["groups"]] == [
        ("Ana", 2), (None, 0),
    ]  # fmt: skip
    total = by_day["total"]
    assert (total["contacts"], total["abandoned"], total["abandoned_seconds_average"]) == (4, 2, 30)
    assert (total["waited_seconds_average"], total["waited_seconds_median"]) == (35, 35)
    assert (total["handled_seconds_average"], total["handled_seconds_p90"]) == (200, 280)


async def test_numbers_are_of_those_asked_for(world: World, lived: Life) -> None:
    await world.deliver(history(lived))

    vip = await world.get("contacts", historic="true", by="hour", queue="vip")
    chats = await world.get("contacts", historic="true", channel="chat")

    assert [(each["key"], each["contacts"]) for each in vip["groups"]] == [("2026-11-23 00:00", 2)]
    assert (chats["total"], chats["groups"]) == (None, [])


async def test_whatever_the_order_the_numbers_are_the_same(world: World, lived: Life) -> None:
    records = history(lived)
    await world.deliver([*reversed(records), *records])

    total = (await world.get("contacts", historic="true"))["total"]

    assert (total["contacts"], total["abandoned"], total["finished"]) == (4, 2, 2)
