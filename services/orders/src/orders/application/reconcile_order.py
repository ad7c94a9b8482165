"""Somebody looked at an order of which the two sides told different stories."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from orders.application.ports import Transaction
from orders.domain.events import By


@dataclass(frozen=True)
class ReconcileOrder:
    order_id: UUID
    note: str
    by: By
    at: datetime


async def reconcile_order(command: ReconcileOrder, tx: Transaction) -> None:
    """Raises Conflict where nothing waits for a person; what comes later asks for one again."""
    order = await tx.orders.get(command.order_id)
    order.reconcile(command.note, command.by, command.at)
    await tx.orders.save(order)
