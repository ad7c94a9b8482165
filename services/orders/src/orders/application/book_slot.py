"""Promise the customer a visit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chassis.errors import Invalid
from orders.application.ports import Transaction
from orders.domain.events import By, Slot
from orders.domain.order import ServiceOrder

# Somewhere it may still be yesterday.
_TOLERANCE = timedelta(days=1)


@dataclass(frozen=True)
class BookSlot:
    order_id: UUID
    slot: Slot
    by: By
    at: datetime


async def book_slot(command: BookSlot, tx: Transaction) -> ServiceOrder:
    """The order, open, with one more attempt."""
    if command.slot.day < (command.at - _TOLERANCE).date():
        raise Invalid("A slot is in the future.", code="slot-in-the-past")
    order = await tx.orders.get(command.order_id)
    order.book_slot(command.slot, command.by, command.at)
    await tx.orders.save(order)
    return order
