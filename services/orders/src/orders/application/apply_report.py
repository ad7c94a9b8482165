"""Apply what Iclass reports about an order, through the bridge."""

from collections.abc import Callable
from uuid import UUID

from orders.application.ports import Transaction
from orders.domain.order import ServiceOrder

Report = Callable[[ServiceOrder], None]
"""What was reported, ready to be told to the order; never refuses."""


async def apply_report(order_id: UUID, report: Report, tx: Transaction) -> None:
    """Raises NotFound for an order nobody ever opened here: such news must not be lost."""
    order = await tx.orders.get(order_id)
    report(order)
    await tx.orders.save(order)


async def apply_follow_up(
    order_id: UUID, follow_up_id: UUID, report: Report, tx: Transaction
) -> None:
    """The same, once per follow-up, however often it is reported."""
    if not await tx.orders.has_entry(follow_up_id):
        await apply_report(order_id, report, tx)
