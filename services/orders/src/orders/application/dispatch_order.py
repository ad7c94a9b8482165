"""Have the order made in Iclass too."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import Invalid
from orders.application.complete_customers import complete_customer
from orders.application.ports import Transaction
from orders.domain.events import By
from orders.domain.order import ServiceOrder


@dataclass(frozen=True)
class DispatchOrder:
    """Without `iclass_order_type`, the one the order's own type is mapped to."""

    order_id: UUID
    iclass_order_type: str | None
    by: By
    at: datetime


async def dispatch_order(command: DispatchOrder, tx: Transaction) -> ServiceOrder:
    """The order, on its way. Whether Iclass takes it is told later."""
    order = await tx.orders.get(command.order_id)
    iclass_order_type = command.iclass_order_type or await _mapped(order.order_type, tx)
    if order.customer.lacking:
        await complete_customer(order, tx)
    order.request_dispatch(iclass_order_type, command.by, command.at)
    await tx.orders.save(order)
    return order


async def _mapped(code: str | None, tx: Transaction) -> str:
    order_type = await tx.order_types.find(code) if code else None
    if order_type is None or order_type.iclass_order_type is None:
        raise Invalid(
            "This order's type is not mapped to one of Iclass; say which one it shall be.",
            code="iclass-order-type-needed",
        )
    return order_type.iclass_order_type
