"""What orders tell, and what technicians' apps tell through the topic."""

from collections.abc import Sequence
from dataclasses import replace

from chassis import accounts, api_keys, sessions
from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.access import ApiKeyChangedV1
from contracts.directory import AccountChangedV1, SessionEndedV1
from contracts.iclass import TechnicianEventV1
from contracts.orders import (
    OrderCancelledV1,
    OrderDispatchRequestedV1,
    OrderFinishedV1,
    OrderOpenedV1,
    OrderReconciledV1,
    OrderRescheduledV1,
    OrderReturnedV1,
    OrderSlotBookedV1,
    OrderStartedV1,
    Slot,
)
from iclass_bridge.application.note_reconciliation import note_reconciliation
from iclass_bridge.application.ports import OrderNews, Transaction
from iclass_bridge.application.receive_event import receive_event
from iclass_bridge.application.request_dispatch import RequestDispatch, request_dispatch
from iclass_bridge.domain import requests
from iclass_bridge.domain.requests import CancelWorkOrder, CreateWorkOrder, RescheduleWorkOrder
from iclass_bridge.inbound.technician_events import technician_event

Moved = (
    OrderOpenedV1
    | OrderStartedV1
    | OrderRescheduledV1
    | OrderReturnedV1
    | OrderSlotBookedV1
    | OrderFinishedV1
    | OrderCancelledV1
)


async def on_opened(events: Sequence[Received[OrderOpenedV1]], tx: Transaction) -> None:
    for event in events:
        news = _news(event, "open")
        data = event.data
        await tx.known_orders.keep(
            replace(news, number=data.number, area=data.area, customer_id=data.customer_id)
        )


async def on_started(events: Sequence[Received[OrderStartedV1]], tx: Transaction) -> None:
    for event in events:
        await tx.known_orders.keep(_news(event, "in_progress"))


async def on_rescheduled(events: Sequence[Received[OrderRescheduledV1]], tx: Transaction) -> None:
    for event in events:
        await tx.known_orders.keep(_news(event, "reschedule"))


async def on_returned(events: Sequence[Received[OrderReturnedV1]], tx: Transaction) -> None:
    for event in events:
        await tx.known_orders.keep(_news(event, "open"))


async def on_requested(
    events: Sequence[Received[OrderDispatchRequestedV1]], tx: Transaction
) -> None:
    for event in tx.kernel.each(events):
        data = event.data
        if data.customer_id is not None:
            # First: what is written of the order is told and forgotten by whose it is.
            await tx.known_orders.belongs_to(data.order_id, data.customer_id)
        work = CreateWorkOrder(
            order_type=data.iclass_order_type,
            description=data.description,
            customer_name=data.customer_name,
            customer_phone=data.customer_phone,
            address=data.address,
            city=data.city,
            customer_national_id=data.customer_national_id,
            latitude=data.latitude,
            longitude=data.longitude,
            slot=_slot(data.slot) if data.slot else None,
        )
        await request_dispatch(RequestDispatch(data.order_id, data.number, work, event.time), tx)


async def on_slot_booked(events: Sequence[Received[OrderSlotBookedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        await tx.known_orders.keep(_news(event, "open"))
        if event.data.in_iclass:
            request = RescheduleWorkOrder(_slot(event.data.slot))
            await tx.iclass.request(event.data.order_id, request)


async def on_finished(events: Sequence[Received[OrderFinishedV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        await tx.known_orders.keep(_news(event, "finished"))
        if event.data.in_iclass and event.data.closed_via == "platform":
            request = CancelWorkOrder(event.data.resolution)
            await tx.iclass.request(event.data.order_id, request)


async def on_cancelled(events: Sequence[Received[OrderCancelledV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        await tx.known_orders.keep(_news(event, "cancelled"))
        if event.data.in_iclass:
            await tx.iclass.request(event.data.order_id, CancelWorkOrder(event.data.reason))


async def on_reconciled(events: Sequence[Received[OrderReconciledV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        await note_reconciliation(event.data.order_id, tx)


async def on_technician(events: Sequence[Received[TechnicianEventV1]], tx: Transaction) -> None:
    for event in tx.kernel.each(events):
        body = event.data.model_dump_json()
        await receive_event(technician_event(event.data), body, "topic", tx)


HANDLES: tuple[Handles[Transaction], ...] = (
    Handles(AccountChangedV1, accounts.keep_all, repeatable=True),
    Handles(SessionEndedV1, sessions.keep_ended, repeatable=True),
    Handles(ApiKeyChangedV1, api_keys.keep_all, repeatable=True),
    Handles(OrderOpenedV1, on_opened, repeatable=True),
    Handles(OrderStartedV1, on_started, repeatable=True),
    Handles(OrderRescheduledV1, on_rescheduled, repeatable=True),
    Handles(OrderReturnedV1, on_returned, repeatable=True),
    Handles(OrderDispatchRequestedV1, on_requested),
    Handles(OrderSlotBookedV1, on_slot_booked),
    Handles(OrderFinishedV1, on_finished),
    Handles(OrderCancelledV1, on_cancelled),
    Handles(OrderReconciledV1, on_reconciled),
    # The raw inbox knows what came before, through either door.
    Handles(TechnicianEventV1, on_technician, repeatable=True),
)


def _news(event: Received[Moved], state: str) -> OrderNews:
    return OrderNews(event.data.order_id, event.sequence or 0, state, event.time)


def _slot(slot: Slot) -> requests.Slot:
    return requests.Slot(slot.day, slot.start, slot.end)
