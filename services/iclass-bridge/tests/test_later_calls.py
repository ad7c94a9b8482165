"""What is asked of Iclass after the order was made there."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx2

from chassis_testing.harness import Harness
from contracts.orders import (
    OrderCancelledV1,
    OrderFinishedV1,
    OrderSlotBookedV1,
    Slot,
)
from iclass_bridge.application.ports import Transaction
from iclass_simulator.testing.client import arm, there

Bridge = Harness[Transaction]
ARequest = Callable[..., Awaitable[UUID]]
ADispatch = Callable[..., Awaitable[tuple[UUID, str]]]
MakeCalls = Callable[[], Awaitable[int]]
Show = Callable[[UUID], Awaitable[dict[str, Any]]]
Types = Callable[[UUID], Awaitable[list[str]]]
Hear = Callable[..., Awaitable[None]]

SLOT = Slot.model_validate({"day": "2026-11-24", "start": "09:00", "end": "12:00"})


def booked(order_id: UUID, *, in_iclass: bool = True) -> OrderSlotBookedV1:
    return OrderSlotBookedV1(
        order_id=order_id,
        ticket_id=uuid4(),
        slot=SLOT,
        attempt=1,
        in_iclass=in_iclass,
        booked_by=None,
    )


def cancelled(order_id: UUID) -> OrderCancelledV1:
    return OrderCancelledV1(
        order_id=order_id, ticket_id=uuid4(), reason="Se mudó", in_iclass=True, cancelled_by=None
    )


async def test_a_slot_moves_the_visit_in_iclass(
    a_dispatch: ADispatch, hear: Hear, make_calls: MakeCalls, iclass: httpx2.Client, show: Show
) -> None:
    """A53, X03"""
    order_id, _ = await a_dispatch()

    await hear(booked(order_id), order_id)
    await make_calls()

    assert there(iclass, order_id)["schedule"]["date"] == "2026-11-24"
    assert (await show(order_id))["iclass_state"] == "scheduled"


async def test_calls_about_one_order_keep_their_order_while_the_first_one_waits(
    a_request: ARequest,
    hear: Hear,
    make_calls: MakeCalls,
    iclass: httpx2.Client,
    show: Show,
    emitted_types: Types,
) -> None:
    arm(iclass, fault="error_500", next=1)
    order_id = await a_request()
    await hear(booked(order_id), order_id)
    await hear(cancelled(order_id), order_id)

    assert await make_calls() == 1
    assert await make_calls() == 3

    assert there(iclass, order_id)["state"] == "cancelled"
    seen = await show(order_id)
    assert [call["operation"] for call in seen["calls"]] == ["create", "reschedule", "cancel"]
    assert (seen["platform_state"], seen["iclass_state"]) == ("cancelled", "cancelled")
    assert await emitted_types(order_id) == ["dispatch-confirmed"]


async def test_moving_what_was_refused_is_nothing_to_do(
    a_request: ARequest, hear: Hear, make_calls: MakeCalls, emitted_types: Types, show: Show
) -> None:
    order_id = await a_request(iclass_order_type="NO-SUCH")
    await hear(booked(order_id), order_id)
    await hear(cancelled(order_id), order_id)

    await make_calls()

    assert await emitted_types(order_id) == ["dispatch-refused"]
    assert [call["state"] for call in (await show(order_id))["calls"]] == [
        "given-up",
        "done",
        "done",
    ]


async def test_what_the_platform_finished_is_called_off_in_iclass(
    a_dispatch: ADispatch, hear: Hear, make_calls: MakeCalls, iclass: httpx2.Client
) -> None:
    """X04"""
    order_id, _ = await a_dispatch()
    finished = OrderFinishedV1(
        order_id=order_id,
        ticket_id=uuid4(),
        resolution="Resuelto por teléfono. " * 20,
        closed_via="platform",
        closed_by="Marta",
        in_iclass=True,
    )

    await hear(finished, order_id)
    await make_calls()

    assert there(iclass, order_id)["state"] == "cancelled"


async def test_calling_off_what_technicians_have_done_is_a_divergence(
    a_dispatch: ADispatch,
    hear: Hear,
    make_calls: MakeCalls,
    iclass: httpx2.Client,
    emitted_types: Types,
    bridge: Bridge,
) -> None:
    order_id, number = await a_dispatch()
    technician = there(iclass, order_id)["technician"]["id"]
    iclass.get(f"/api/app/technicians/{technician}/orders").raise_for_status()
    done = f"/api/app/technicians/{technician}/orders/{number}/complete"
    iclass.post(done, json={"resolution": "Listo"}).raise_for_status()

    await hear(cancelled(order_id), order_id)
    await make_calls()

    assert await emitted_types(order_id) == ["dispatch-confirmed", "divergence-found"]
    told = (await bridge.emitted())[-1].data
    assert (told["ours"], told["theirs"]) == ("cancelled", "completed")


async def test_what_iclass_does_not_have_stays_between_us(
    bridge: Bridge,
    hear: Hear,
    make_calls: MakeCalls,
    an_order: Callable[[UUID], Awaitable[None]],
) -> None:
    """A46"""
    order_id = uuid4()
    await an_order(order_id)
    await hear(booked(order_id, in_iclass=False), order_id)

    assert await make_calls() == 0
    (known,) = await bridge.rows("select number, state, version from known_order")
    assert known == {"number": 12, "state": "open", "version": 2}
