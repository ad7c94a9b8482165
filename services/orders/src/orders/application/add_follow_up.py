"""Add a line to an order's internal log."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from orders.application.ports import Transaction
from orders.domain.events import By


@dataclass(frozen=True)
class AddFollowUp:
    order_id: UUID
    body: str
    by: By
    at: datetime


async def add_follow_up(command: AddFollowUp, tx: Transaction) -> UUID:
    """The id of the new line."""
    order = await tx.orders.get(command.order_id)
    identity = uuid4()
    order.add_follow_up(identity, command.body, command.by, command.at)
    await tx.orders.save(order)
    return identity
