"""Close a solved order from the platform."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from orders.application.ports import Transaction
from orders.domain.events import By
from orders.domain.order import ServiceOrder


@dataclass(frozen=True)
class FinishOrder:
    order_id: UUID
    resolution: str
    observation: str | None
    by: By
    at: datetime


async def finish_order(command: FinishOrder, tx: Transaction) -> ServiceOrder:
    """The order, finished; Iclass is told if it has it."""
    order = await tx.orders.get(command.order_id)
    order_type = await tx.order_types.find(order.order_type) if order.order_type else None
    if order.live and order_type is not None and order_type.only_iclass_finishes:
        order.must_not_live_in_iclass()
    order.finish(command.resolution, command.observation, command.by, command.at)
    await tx.orders.save(order)
    return order
