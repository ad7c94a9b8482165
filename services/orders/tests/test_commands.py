"""What dispatchers do with orders."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from chassis_testing.harness import Harness
from contracts.bridge import DispatchRefusedV1
from orders.application.ports import Transaction

Orders = Harness[Transaction]
Act = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]
AnOrder = Callable[..., Awaitable[dict[str, Any]]]
Show = Callable[[str], Awaitable[dict[str, Any]]]
Hear = Callable[..., Awaitable[None]]

SLOT = {"day": "2999-11-24", "start": "09:00", "end": "12:00"}


async def test_dispatching_asks_the_bridge_with_all_that_iclass_must_be_told(
    orders: Orders, an_order: AnOrder, act: Act
) -> None:
    """A43, A44, A45"""
    order = await an_order()

    status, told = await act(order["id"], "dispatch")

    assert (status, told["dispatch"]["state"]) == (202, "requested")
    requested = (await orders.emitted())[-1]
    assert (requested.type, requested.sequence) == ("orders.order-dispatch-requested.v1", 2)
    assert requested.data["iclass_order_type"] == "VIS-TEC"
    assert requested.data["address"] == "Belgrano 120"
    assert requested.data["customer_national_id"] == "27888999"
    assert requested.data["latitude"] == -31.42
    [order] = await orders.rows("select customer_id from service_order")
    assert requested.data["customer_id"] == str(order["customer_id"])


async def test_the_iclass_type_is_chosen_or_mapped_and_never_guessed(
    orders: Orders, an_order: AnOrder, act: Act
) -> None:
    """A45"""
    untyped, chosen = await an_order(order_type=None), await an_order(order_type=None)

    status, problem = await act(untyped["id"], "dispatch")
    assert (status, problem["code"]) == (422, "iclass-order-type-needed")

    status, _ = await act(chosen["id"], "dispatch", iclass_order_type="REP-COAX")
    assert status == 202
    assert (await orders.emitted())[-1].data["iclass_order_type"] == "REP-COAX"


async def test_an_order_is_dispatched_once_until_iclass_refuses_it(
    an_order: AnOrder, act: Act, hear: Hear, show: Show
) -> None:
    order = await an_order()

    both = await asyncio.gather(act(order["id"], "dispatch"), act(order["id"], "dispatch"))
    assert sorted(status for status, _ in both) == [202, 409]
    assert {told.get("code") for _, told in both} == {None, "already-dispatched"}

    await hear(DispatchRefusedV1(order_id=order["id"], reason="unknown type"), order["id"])
    seen = await show(order["id"])
    assert (seen["dispatch"]["state"], seen["dispatch"]["reason"]) == ("refused", "unknown type")
    assert (await act(order["id"], "dispatch"))[0] == 202


async def test_an_order_without_an_address_cannot_be_dispatched_but_can_be_managed(
    an_order: AnOrder, known_ticket: Callable[..., Awaitable[UUID]], act: Act
) -> None:
    """A46"""
    order = await an_order(ticket_id=str(await known_ticket(customer_name="Ana")))

    status, problem = await act(order["id"], "dispatch")

    assert (status, problem["code"]) == (422, "order-lacks-data")
    assert problem["missing"] == ["address", "phone"]
    assert (await act(order["id"], "slots", **SLOT))[0] == 201
    assert (await act(order["id"], "finish", resolution="Listo"))[0] == 200


async def test_slots_are_attempts_with_a_history(
    orders: Orders, an_order: AnOrder, act: Act
) -> None:
    """A53, A54, X05"""
    order = await an_order()
    await act(order["id"], "slots", **SLOT)
    status, told = await act(order["id"], "reschedule", reason="No estaba")
    assert (status, told["state"], told["state_label"]) == (200, "reschedule", "Reprogramar")

    status, told = await act(order["id"], "slots", **{**SLOT, "day": "2999-11-26"})

    assert (status, told["state"]) == (201, "open")
    assert [(slot["attempt"], slot["day"]) for slot in told["slots"]] == [
        (1, "2999-11-24"),
        (2, "2999-11-26"),
    ]
    assert told["slot"] == {"day": "2999-11-26", "start": "09:00:00", "end": "12:00:00"}
    booked = (await orders.emitted())[-1]
    assert (booked.type, booked.data["attempt"]) == ("orders.order-slot-booked.v1", 2)
    assert booked.data["in_iclass"] is False


async def test_a_slot_of_a_dispatched_order_goes_to_iclass(
    orders: Orders, a_dispatched_order: AnOrder, act: Act
) -> None:
    order = await a_dispatched_order()

    await act(order["id"], "slots", **SLOT)

    assert (await orders.emitted())[-1].data["in_iclass"] is True
