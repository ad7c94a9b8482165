"""An order as a row, and back. Rebuilding checks no rule: yesterday's rows stay readable."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from orders.domain.closing import Closing
from orders.domain.customer import Customer
from orders.domain.dispatch import Dispatch, DispatchState, ExternalRef
from orders.domain.events import By, Slot
from orders.domain.order import ServiceOrder
from orders.domain.state import State


def values_of(order: ServiceOrder) -> dict[str, Any]:
    """All columns but `version`."""
    return {
        "id": order.id,
        "number": order.number,
        "ticket_id": order.ticket_id,
        "ticket_number": order.ticket_number,
        "area": order.area,
        "state": order.state.value,
        "order_type": order.order_type,
        "description": order.description,
        "created_at": order.created_at,
        "created_by": order.created_by.id,
        "created_by_name": order.created_by.name,
        "attempts": order.attempts,
        "needs_reconciliation": order.needs_reconciliation,
        "news": order.news,
        **_customer_values(order.customer),
        **_dispatch_values(order.dispatch),
        **_slot_values(order.slot),
        **_closing_values(order),
    }


def order_of(row: Row[Any]) -> ServiceOrder:
    """The order of a row."""
    return ServiceOrder(
        id=row.id,
        number=row.number,
        ticket_id=row.ticket_id,
        ticket_number=row.ticket_number,
        description=row.description,
        order_type=row.order_type,
        customer=_customer(row),
        created_by=By(row.created_by, row.created_by_name),
        created_at=row.created_at,
        state=State(row.state),
        area=row.area,
        dispatch=_dispatch(row),
        slot=Slot(row.slot_day, row.slot_start, row.slot_end) if row.slot_day else None,
        attempts=row.attempts,
        closing=_closing(row),
        needs_reconciliation=row.needs_reconciliation,
        version=row.version,
        news=row.news,
    )


def _customer_values(customer: Customer) -> dict[str, Any]:
    return {
        "customer_id": customer.id,
        "customer_number": customer.number,
        "customer_name": customer.name,
        "customer_national_id": customer.national_id,
        "customer_phone": customer.phone,
        "address": customer.address,
        "city": customer.city,
        "latitude": customer.latitude,
        "longitude": customer.longitude,
    }


def _customer(row: Row[Any]) -> Customer:
    return Customer(
        id=row.customer_id,
        number=row.customer_number,
        name=row.customer_name,
        national_id=row.customer_national_id,
        phone=row.customer_phone,
        address=row.address,
        city=row.city,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _dispatch_values(dispatch: Dispatch) -> dict[str, Any]:
    refs = [
        {
            "system": ref.system,
            "id": ref.id,
            "valid_from": ref.valid_from.isoformat(),
            "valid_to": ref.valid_to.isoformat() if ref.valid_to else None,
        }
        for ref in dispatch.refs
    ]
    return {
        "dispatch_state": dispatch.state.value,
        "iclass_order_type": dispatch.iclass_order_type,
        "dispatch_requested_at": dispatch.requested_at,
        "dispatch_requested_by": dispatch.requested_by,
        "dispatch_reason": dispatch.reason,
        "external_refs": refs,
        "visit": dispatch.visit,
        "visit_at": dispatch.visit_at,
    }


def refs_of(value: list[dict[str, Any]]) -> tuple[ExternalRef, ...]:
    """The external references in the column of that name."""
    return tuple(
        ExternalRef(
            ref["system"],
            ref["id"],
            datetime.fromisoformat(ref["valid_from"]),
            datetime.fromisoformat(ref["valid_to"]) if ref["valid_to"] else None,
        )
        for ref in value
    )


def _dispatch(row: Row[Any]) -> Dispatch:
    return Dispatch(
        state=DispatchState(row.dispatch_state),
        iclass_order_type=row.iclass_order_type,
        requested_at=row.dispatch_requested_at,
        requested_by=row.dispatch_requested_by,
        reason=row.dispatch_reason,
        refs=refs_of(row.external_refs),
        visit=row.visit,
        visit_at=row.visit_at,
    )


def _slot_values(slot: Slot | None) -> dict[str, Any]:
    if slot is None:
        return {"slot_day": None, "slot_start": None, "slot_end": None}
    return {"slot_day": slot.day, "slot_start": slot.start, "slot_end": slot.end}


def _closing_values(order: ServiceOrder) -> dict[str, Any]:
    closing, finished = order.closing, order.state is State.FINISHED
    return {
        "resolution": closing.text if closing and finished else None,
        "cancel_reason": closing.text if closing and not finished else None,
        "observation": closing.observation if closing else None,
        "closed_at": closing.at if closing else None,
        "closed_by": closing.by.id if closing else None,
        "closed_by_name": closing.by.name if closing else None,
        "closed_via": closing.by.side if closing else None,
    }


def _closing(row: Row[Any]) -> Closing | None:
    if row.closed_at is None:
        return None
    by = By(row.closed_by, row.closed_by_name, row.closed_via)
    text = row.resolution if row.resolution is not None else row.cancel_reason
    return Closing(by, row.closed_at, text, row.observation)
