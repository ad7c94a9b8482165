"""Technicians' events through both doors, in any order, any number of times."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from chassis_testing.harness import Harness, record_of
from contracts.iclass import TechnicianEventV1
from contracts.orders import OrderDispatchRequestedV1, OrderOpenedV1
from iclass_bridge.application.ports import Transaction
from iclass_simulator.doors.signing import signed_headers

Bridge = Harness[Transaction]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
Told = Callable[..., TechnicianEventV1]
Types = Callable[[UUID], Awaitable[list[str]]]
ByTopic = Callable[..., Awaitable[None]]
Show = Callable[[UUID], Awaitable[dict[str, Any]]]
Hear = Callable[..., Awaitable[None]]


async def by_webhook(bridge: Bridge, event: TechnicianEventV1) -> int:
    body = event.model_dump_json().encode()
    secret = b"a secret nobody guesses"
    headers = signed_headers(secret, str(event.event_id), int(time.time()), body)
    return (
        await bridge.client.post("/api/v1/iclass/webhook", content=body, headers=headers)
    ).status_code


async def test_the_same_event_through_both_doors_has_one_effect(
    bridge: Bridge,
    a_dispatch: ADispatch,
    told: Told,
    by_topic: ByTopic,
    emitted_types: Types,
    show: Show,
) -> None:
    """A58"""
    order_id, number = await a_dispatch()
    events = [told(order_id, number, "follow_up", n, text=f"Línea {n}") for n in range(1, 9)]

    await asyncio.gather(by_topic(*events), *(by_webhook(bridge, event) for event in events))

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
    assert "rejected" in told_last["explanation"]


async def test_a_number_of_another_order_changes_neither(
    a_dispatch: ADispatch, told: Told, by_topic: ByTopic, emitted_types: Types
) -> None:
    (mine, _), (other, number) = await a_dispatch(), await a_dispatch()

    await by_topic(told(mine, number, "completed", 9, resolution="Listo"))

    assert await emitted_types(mine) == ["dispatch-confirmed", "divergence-found"]
    assert await emitted_types(other) == ["dispatch-confirmed"]


async def test_an_event_may_overtake_the_answer_to_the_request(
    a_request: Callable[..., Awaitable[UUID]],
    make_calls: Callable[[], Awaitable[int]],
    told: Told,
    by_topic: ByTopic,
    emitted_types: Types,
    iclass: httpx2.Client,
) -> None:
    iclass.put("/api/faults", json={"rules": [{"fault": "no_answer", "next": 1}]})
    order_id = await a_request()
    await make_calls()
    query = {"externalReference": str(order_id)}
    number = iclass.get("/api/work-orders", params=query).json()["workOrderNumber"]

    await by_topic(told(order_id, number, "en_route", 2))
    await make_calls()

    assert await emitted_types(order_id) == ["dispatch-confirmed", "visit-progressed"]


async def test_an_unknown_order_on_the_topic_waits_for_a_person(
    bridge: Bridge, told: Told, by_topic: ByTopic, hear: Hear, emitted_types: Types
) -> None:
    order_id = uuid4()
    event = told(order_id, "IC-77", "en_route", 2)
    reader, mender = await bridge.account("dispatches.read"), await bridge.account("kernel.repair")
    path = f"/api/v1/dispatches/events/{event.event_id}/replay"

    await by_topic(event)
    assert await bridge.rows("select 1 from kernel_parked_key") == []
    assert await bridge.rows("select 1 from kernel_quarantine") == []
    early = await bridge.client.post(path, headers=mender)
    assert (early.status_code, early.json()["code"]) == (409, "still-unknown-order")
    assert (await bridge.client.post(path, headers=reader)).status_code == 403

    request = OrderDispatchRequestedV1(
        order_id=order_id,
        number=12,
        iclass_order_type="VIS-TEC",
        description="x",
        customer_name="Ana",
        customer_phone="1",
        address="Belgrano 120",
        city="Córdoba",
    )
    await hear(request, order_id)
    replayed = await bridge.client.post(path, headers=mender)
    again = await bridge.client.post(path, headers=mender)

    assert (replayed.status_code, replayed.json()["status"]) == (200, "applied")
    assert (again.status_code, again.json()["code"]) == (409, "already-settled")
    assert await emitted_types(order_id) == ["dispatch-confirmed", "visit-progressed"]


async def test_an_event_sent_again_finds_the_order_it_did_not_find_before(
    bridge: Bridge,
    told: Told,
    a_request: Callable[..., Awaitable[UUID]],
    emitted_types: Types,
) -> None:
    order_id = uuid4()
    event = told(order_id, "IC-78", "en_route", 2)
    assert await by_webhook(bridge, event) == 404

    await a_request(order_id=order_id)
    altered = event.model_copy(update={"kind": "completed"})

    assert await by_webhook(bridge, altered) == 200
    assert await emitted_types(order_id) == ["dispatch-confirmed", "visit-progressed"]


async def test_an_order_that_was_never_sent_is_not_changed(
    bridge: Bridge, told: Told, hear: Hear, by_topic: ByTopic
) -> None:
    """Iclass may only speak of what it was given."""
    order_id = uuid4()
    opened = OrderOpenedV1(
        order_id=order_id,
        number=13,
        ticket_id=uuid4(),
        ticket_number=7,
        area="technical",
        description="x",
    )
    await hear(opened, order_id)
    event = told(order_id, "IC-79", "completed", 2, resolution="Listo")

    assert await by_webhook(bridge, event) == 200

    assert await bridge.emitted() == []
    (row,) = await bridge.rows("select status from technician_event")
    assert row["status"] == "not-dispatched"


@pytest.mark.parametrize(
    ("value", "reason"),
    [(b"{}", "wrong-shape"), (b"\xff", "wrong-shape"), (None, "no-body")],
)
async def test_what_is_no_event_is_quarantined_and_its_neighbours_are_applied(
    bridge: Bridge,
    a_dispatch: ADispatch,
    told: Told,
    emitted_types: Types,
    value: bytes | None,
    reason: str,
) -> None:
    order_id, number = await a_dispatch()
    good = record_of(told(order_id, number, "en_route", 2), key=order_id, version=None)
    bad = type(good)(good.topic, 0, 0, good.key, value, good.timestamp, good.headers)

    await bridge.deliver([bad, good])

    (row,) = await bridge.rows("select reason from kernel_quarantine")
    assert row["reason"] == reason
    assert await emitted_types(order_id) == ["dispatch-confirmed", "visit-progressed"]
