"""End an order without the work being done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from orders.application.ports import Transaction
from orders.domain.events import By
from orders.domain.order import ServiceOrder


@dataclass(frozen=True)
class CancelOrder:
    order_id: UUID
    reason: str
    by: By
    at: datetime


async def cancel_order(command: CancelOrder, tx: Transaction) -> ServiceOrder:
    """The order, cancelled; Iclass is told if it has it."""
    order = await tx.orders.get(command.order_id)
    order.cancel(command.reason, command.by, command.at)
    await tx.orders.save(order)
    return order
