"""News of service orders."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chassis.cloudevents import Received
from contracts.event import Event
from contracts.orders import (
    OrderCancelledV1,
    OrderFinishedV1,
    OrderOpenedV1,
    OrderRescheduledV1,
    OrderReturnedV1,
    OrderSlotBookedV1,
    OrderStartedV1,
)
from tickets.application.ports import Transaction
from tickets.application.projections import OrderState

OrderNews = (
    OrderOpenedV1
    | OrderStartedV1
    | OrderRescheduledV1
    | OrderReturnedV1
    | OrderSlotBookedV1
    | OrderFinishedV1
    | OrderCancelledV1
)

STATE_AFTER: Mapping[type[Event], str] = {
    OrderOpenedV1: "open",
    OrderStartedV1: "in_progress",
    OrderRescheduledV1: "reschedule",
    OrderReturnedV1: "open",
    OrderSlotBookedV1: "open",
    OrderFinishedV1: "finished",
    OrderCancelledV1: "cancelled",
}


async def on_order_news(events: Sequence[Received[OrderNews]], tx: Transaction) -> None:
    """Keep where each order stands, whether its ticket is here yet or not."""
    await tx.orders.keep([_state(event) for event in events])


def _state(event: Received[OrderNews]) -> OrderState:
    order = event.data
    news = OrderState(
        order_id=order.order_id,
        ticket_id=order.ticket_id,
        version=event.sequence or 0,
        state=STATE_AFTER[type(order)],
        changed_at=event.time,
    )
    match order:
        case OrderOpenedV1(number=number, description=description, order_type=order_type):
            return replace(news, number=number, description=description, order_type=order_type)
        case OrderSlotBookedV1(slot=slot):
            return replace(news, slot_day=slot.day, slot_start=slot.start, slot_end=slot.end)
        case OrderFinishedV1(resolution=resolution):
            return replace(news, resolution=resolution)
        case _:
            return news
