"""Say that the visit failed and a new slot is needed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from orders.application.ports import Transaction
from orders.domain.events import By
from orders.domain.order import ServiceOrder


@dataclass(frozen=True)
class RescheduleOrder:
    order_id: UUID
    reason: str
    by: By
    at: datetime


async def reschedule_order(command: RescheduleOrder, tx: Transaction) -> ServiceOrder:
    """The order, waiting for a slot."""
    order = await tx.orders.get(command.order_id)
    order.reschedule(command.reason, command.by, command.at)
    await tx.orders.save(order)
    return order
