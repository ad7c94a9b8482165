"""News of service orders."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from chassis.cloudevents import Received
from contracts.orders import (
    OrderCancelledV1,
    OrderFinishedV1,
    OrderOpenedV1,
    OrderRescheduledV1,
    OrderSlotBookedV1,
    OrderStartedV1,
)
from tickets.application.ports import Transaction
from tickets.application.projections import OrderState

OrderNews = (
    OrderOpenedV1
    | OrderStartedV1
    | OrderRescheduledV1
    | OrderSlotBookedV1
    | OrderFinishedV1
    | OrderCancelledV1
)


async def on_order_news(events: Sequence[Received[OrderNews]], tx: Transaction) -> None:
    """Keep where each order stands, whether its ticket is here yet or not."""
    await tx.orders.keep([_state(event) for event in events])


def _state(event: Received[OrderNews]) -> OrderState:
    order = event.data
    plain = OrderState(
        order_id=order.order_id,
        ticket_id=order.ticket_id,
        version=event.sequence or 0,
        state="open",
        changed_at=event.time,
    )
    match order:
        case OrderOpenedV1():
            return replace(
                plain,
                number=order.number,
                description=order.description,
                order_type=order.order_type,
            )
        case OrderSlotBookedV1(slot=slot):
            return replace(plain, slot_day=slot.day, slot_start=slot.start, slot_end=slot.end)
        case OrderStartedV1():
            return replace(plain, state="in_progress")
        case OrderRescheduledV1():
            return replace(plain, state="reschedule")
        case OrderFinishedV1(resolution=resolution):
            return replace(plain, state="finished", resolution=resolution)
        case OrderCancelledV1():
            return replace(plain, state="cancelled")
        case _:
            assert_never(order)
