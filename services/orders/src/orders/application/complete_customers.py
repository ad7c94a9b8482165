"""Fill in customers of orders that were opened before anybody knew them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from orders.application.ports import Transaction
from orders.domain.customer import customer_of
from orders.domain.events import By
from orders.domain.order import ServiceOrder

TERO = By(None, "Tero")


async def complete_customers(
    tx: Transaction, *, ticket_ids: Sequence[UUID] = (), customer_ids: Sequence[UUID] = ()
) -> None:
    """For live orders of these tickets or customers that still lack something."""
    for order_id in await tx.orders.lacking_customer(
        ticket_ids=ticket_ids, customer_ids=customer_ids
    ):
        order = await tx.orders.get(order_id)
        await complete_customer(order, tx)
        await tx.orders.save(order)


async def complete_customer(order: ServiceOrder, tx: Transaction) -> None:
    """From what is known now; the caller saves."""
    ticket = await tx.tickets.find(order.ticket_id)
    if ticket is None:
        return
    customer_id = order.customer.id or ticket.customer_id
    known = await tx.customers.find(customer_id) if customer_id else None
    order.complete_customer(customer_of(ticket, known), TERO, datetime.now(UTC))
