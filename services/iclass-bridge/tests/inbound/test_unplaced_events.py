"""Events that come before their order is known, or that belong to none."""

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import httpx2
import pytest

from chassis_testing.harness import Harness, record_of
from contracts.iclass import TechnicianEventV1
from contracts.orders import OrderDispatchRequestedV1
from iclass_bridge.application.ports import Transaction

Bridge = Harness[Transaction]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
Told = Callable[..., TechnicianEventV1]
ByWebhook = Callable[[TechnicianEventV1], Awaitable[int]]
Types = Callable[[UUID], Awaitable[list[str]]]
ByTopic = Callable[..., Awaitable[None]]
Hear = Callable[..., Awaitable[None]]


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
    keyed = {**mender, "Idempotency-Key": "replay-1"}
    replayed, repeated = [await bridge.client.post(path, headers=keyed) for _ in range(2)]
    again = await bridge.client.post(path, headers=mender)

    assert (replayed.status_code, replayed.json()["status"]) == (200, "applied")
    assert (repeated.status_code, repeated.json()) == (200, replayed.json())
    assert (again.status_code, again.json()["code"]) == (409, "already-settled")
    assert await emitted_types(order_id) == ["dispatch-confirmed", "visit-progressed"]


async def test_an_event_sent_again_finds_the_order_it_did_not_find_before(
    by_webhook: ByWebhook,
    bridge: Bridge,
    told: Told,
    a_request: Callable[..., Awaitable[UUID]],
    emitted_types: Types,
) -> None:
    order_id = uuid4()
    event = told(order_id, "IC-78", "en_route", 2)
    assert await by_webhook(event) == 404

    await a_request(order_id=order_id)
    altered = event.model_copy(update={"kind": "completed"})

    assert await by_webhook(altered) == 200
    assert await emitted_types(order_id) == ["dispatch-confirmed", "visit-progressed"]


async def test_an_order_that_was_never_sent_is_not_changed(
    by_webhook: ByWebhook,
    bridge: Bridge,
    told: Told,
    an_order: Callable[[UUID], Awaitable[None]],
) -> None:
    """Iclass may only speak of what it was given."""
    order_id = uuid4()
    await an_order(order_id)
    event = told(order_id, "IC-79", "completed", 2, resolution="Listo")

    assert await by_webhook(event) == 200

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
