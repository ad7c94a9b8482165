"""Technicians' events through both doors, in any order, any number of times."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from chassis_testing.harness import Harness
from contracts.iclass import TechnicianEventV1
from iclass_bridge.application.ports import Transaction

Bridge = Harness[Transaction]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
Told = Callable[..., TechnicianEventV1]
ByWebhook = Callable[[TechnicianEventV1], Awaitable[int]]
Types = Callable[[UUID], Awaitable[list[str]]]
ByTopic = Callable[..., Awaitable[None]]
Show = Callable[[UUID], Awaitable[dict[str, Any]]]


async def test_the_same_event_through_both_doors_has_one_effect(
    a_dispatch: ADispatch,
    told: Told,
    by_topic: ByTopic,
    by_webhook: ByWebhook,
    emitted_types: Types,
    show: Show,
) -> None:
    """A58"""
    order_id, number = await a_dispatch()
    events = [told(order_id, number, "follow_up", n, text=f"Línea {n}") for n in range(1, 9)]

    await asyncio.gather(by_topic(*events), *(by_webhook(event) for event in events))

    types = await emitted_types(order_id)
    assert types.count("follow-up-reported") == 8
    seen = await show(order_id)
    assert [event["status"] for event in seen["events"]] == ["applied"] * 8


async def test_a_day_of_a_technician_is_told_in_our_words(
    bridge: Bridge, a_dispatch: ADispatch, told: Told, by_topic: ByTopic, emitted_types: Types
) -> None:
    """A48 to A52, A55"""
    order_id, number = await a_dispatch()
    slot = {"date": "2026-11-25", "from": "14:00", "to": "16:00"}
    await by_topic(
        told(order_id, number, "delivered", 1),
        told(order_id, number, "en_route", 2),
        told(order_id, number, "follow_up", 3, text="Voy en camino\x00"),
        told(order_id, number, "rescheduled", 4, text="Nadie en casa", slot=slot),
        told(order_id, number, "delivered", 5),
        told(order_id, number, "completed", 6, resolution="Listo", observation="Pasillo"),
    )

    assert await emitted_types(order_id) == [
        "dispatch-confirmed",
        "visit-progressed",
        "visit-progressed",
        "follow-up-reported",
        "visit-rescheduled",
        "visit-progressed",
        "work-completed",
    ]
    data = [event.data for event in await bridge.emitted()]
    assert data[3]["text"] == "Voy en camino"
    assert data[4]["reason"] == "Nadie en casa (2026-11-25 14:00-16:00)"
    assert (data[6]["resolution"], data[6]["observation"]) == ("Listo", "Pasillo")
    assert data[6]["at"] == "2026-11-22T15:00:00Z"


async def test_out_of_order_the_newest_deed_wins_and_all_are_on_record(
    a_dispatch: ADispatch, told: Told, by_topic: ByTopic, emitted_types: Types, show: Show
) -> None:
    order_id, number = await a_dispatch()
    await by_topic(
        told(order_id, number, "on_site", 3),
        told(order_id, number, "delivered", 1),
        told(order_id, number, "follow_up", 2, text="Llegué"),
    )

    assert await emitted_types(order_id) == [
        "dispatch-confirmed",
        "visit-progressed",
        "follow-up-reported",
    ]
    seen = await show(order_id)
    assert [(e["kind"], e["status"]) for e in seen["events"]] == [
        ("on_site", "applied"),
        ("delivered", "superseded"),
        ("follow_up", "applied"),
    ]
    assert seen["iclass_state"] == "on_site"


async def test_a_contradictory_end_is_a_divergence_and_not_dropped(
    bridge: Bridge,
    a_dispatch: ADispatch,
    told: Told,
    by_topic: ByTopic,
    emitted_types: Types,
    show: Show,
) -> None:
    """X04"""
    order_id, number = await a_dispatch()
    await by_topic(
        told(order_id, number, "completed", 4, resolution="Listo"),
        told(order_id, number, "rejected", 5, text="Nadie"),
    )

    assert await emitted_types(order_id) == [
        "dispatch-confirmed",
        "work-completed",
        "divergence-found",
    ]
    seen = await show(order_id)
    assert seen["diverged"]
    assert [event["status"] for event in seen["events"]] == ["applied", "contradictory"]
    told_last = (await bridge.emitted())[-1].data
    assert told_last["theirs"] == "rejected"
    assert "La visita ya había terminado." in told_last["explanation"]


async def test_a_number_of_another_order_changes_neither(
    a_dispatch: ADispatch, told: Told, by_topic: ByTopic, emitted_types: Types
) -> None:
    (mine, _), (other, number) = await a_dispatch(), await a_dispatch()

    await by_topic(told(mine, number, "completed", 9, resolution="Listo"))

    assert await emitted_types(mine) == ["dispatch-confirmed", "divergence-found"]
    assert await emitted_types(other) == ["dispatch-confirmed"]
