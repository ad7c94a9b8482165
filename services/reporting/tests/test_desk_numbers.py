"""Waiting, giving up and attending, by day, channel, operator and queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from chassis.causes import fresh_cause
from chassis.policies import Actor
from chassis.reach import SEE_ALL
from contracts import intake
from reporting.desk_numbers import Among, desk_groups
from reporting.periods import Period
from reporting.scope import Eyes

if TYPE_CHECKING:
    from services.reporting.tests.conftest import Life, World

START = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)  # still the 22nd in Buenos Aires
ANA = UUID(int=1)
STAFF = Actor(ANA, "a", "Ana", "supervisor", frozenset(), frozenset({SEE_ALL}), None)
YEAR = Period("", None, None, START - timedelta(days=365), START + timedelta(days=1))
HOURS = """
insert into contact (contact_id, channel, received_at)
select gen_random_uuid(), 'call', timestamptz '2026-11-23 03:00Z' - n * interval '1 hour'
from generate_series(0, 1099) n
"""
READ = """
select coalesce(sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0)), 0)
from pg_stat_xact_user_tables where relname = 'contact'
"""


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


async def test_of_too_many_hours_the_newest_are_shown_and_all_are_counted_in_one_pass(
    world: World,
) -> None:
    """A year has more hours than an answer has groups."""
    async with world.harness.system() as connection:
        await connection.exec_driver_sql(HOURS)

    numbers = await world.get("contacts", historic="true", by="hour")
    async with world.harness.service.database.begin(fresh_cause()) as tx:
        eyes = Eyes(await tx.kernel.driver(), STAFF)
        before = await eyes.driver.fetchval(READ)
        await desk_groups(eyes, YEAR, "hour", Among(), "UTC")
        read = await eyes.driver.fetchval(READ) - before

    keys = [each["key"] for each in numbers["groups"]]
    assert (len(keys), keys[-1]) == (1_000, "2026-11-23 00:00")
    assert keys == sorted(keys)
    assert numbers["total"]["contacts"] == 1_100
    assert read == 1_100
