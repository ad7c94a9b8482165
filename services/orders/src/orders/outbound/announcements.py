"""What happened to an order, as others hear of it. The only file that knows both vocabularies."""

from typing import assert_never

from contracts.event import Event
from contracts.orders import (
    OrderCancelledV1,
    OrderDispatchedV1,
    OrderDispatchRequestedV1,
    OrderFinishedV1,
    OrderFollowUpAddedV1,
    OrderOpenedV1,
    OrderReconciledV1,
    OrderRescheduledV1,
    OrderReturnedV1,
    OrderSlotBookedV1,
    OrderStartedV1,
    Slot,
)
from orders.domain import events
from orders.domain.events import By, OrderEvent
from orders.domain.order import ServiceOrder


def announce(event: OrderEvent, order: ServiceOrder) -> Event:  # noqa: C901, PLR0911 - one each
    """The contract of an event; the order adds what the event itself does not carry."""
    match event:
        case events.OrderOpened(by):
            return _opened(order, by)
        case events.OrderDispatchRequested(iclass_order_type, by):
            return _dispatch_requested(order, iclass_order_type, by)
        case events.OrderDispatched(number):
            return OrderDispatchedV1(order_id=order.id, work_order_number=number)
        case events.OrderStarted():
            return OrderStartedV1(order_id=order.id, ticket_id=order.ticket_id)
        case events.FollowUpAdded():
            return _follow_up(order, event)
        case events.OrderRescheduled(reason, by):
            return OrderRescheduledV1(
                order_id=order.id, ticket_id=order.ticket_id, reason=reason, source=by.side
            )
        case events.OrderReturned(reason, by):
            return OrderReturnedV1(
                order_id=order.id, ticket_id=order.ticket_id, reason=reason, source=by.side
            )
        case events.SlotBooked():
            return _slot_booked(order, event)
        case events.OrderFinished():
            return _finished(order, event)
        case events.OrderCancelled(reason, in_iclass, by):
            return OrderCancelledV1(
                order_id=order.id,
                ticket_id=order.ticket_id,
                reason=reason,
                in_iclass=in_iclass,
                cancelled_by=by.id,
            )
        case events.OrderReconciled(note, by):
            return OrderReconciledV1(
                order_id=order.id, ticket_id=order.ticket_id, note=note, reconciled_by=by.id
            )
        case _:
            assert_never(event)


def _opened(order: ServiceOrder, by: By) -> Event:
    customer = order.customer
    return OrderOpenedV1(
        order_id=order.id,
        number=order.number,
        ticket_id=order.ticket_id,
        ticket_number=order.ticket_number,
        area=order.area,
        description=order.description,
        order_type=order.order_type,
        customer_id=customer.id,
        customer_number=customer.number,
        customer_name=customer.name,
        customer_phone=customer.phone,
        address=customer.address,
        city=customer.city,
        created_by=by.id,
    )


def _dispatch_requested(order: ServiceOrder, iclass_order_type: str, by: By) -> Event:
    customer = order.customer
    # The order refuses to be sent while any of these is unknown.
    return OrderDispatchRequestedV1(
        order_id=order.id,
        number=order.number,
        iclass_order_type=iclass_order_type,
        description=order.description,
        customer_name=customer.name or "",
        customer_phone=customer.phone or "",
        address=customer.address or "",
        city=customer.city or "",
        customer_national_id=customer.national_id,
        latitude=customer.latitude,
        longitude=customer.longitude,
        slot=_slot(order.slot) if order.slot else None,
        requested_by=by.id,
        customer_id=customer.id,
    )


def _follow_up(order: ServiceOrder, event: events.FollowUpAdded) -> Event:
    return OrderFollowUpAddedV1(
        order_id=order.id,
        ticket_id=order.ticket_id,
        follow_up_id=event.id,
        source=event.by.side,
        author=event.by.name,
        body=event.body,
        at=event.at,
    )


def _slot_booked(order: ServiceOrder, event: events.SlotBooked) -> Event:
    return OrderSlotBookedV1(
        order_id=order.id,
        ticket_id=order.ticket_id,
        slot=_slot(event.slot),
        attempt=event.attempt,
        in_iclass=event.in_iclass,
        booked_by=event.by.id,
    )


def _finished(order: ServiceOrder, event: events.OrderFinished) -> Event:
    return OrderFinishedV1(
        order_id=order.id,
        ticket_id=order.ticket_id,
        resolution=event.resolution,
        closed_via=event.by.side,
        closed_by=event.by.name,
        in_iclass=event.in_iclass,
        observation=event.observation,
    )


def _slot(slot: events.Slot) -> Slot:
    return Slot(day=slot.day, start=slot.start, end=slot.end)
