"""Hand a ticket's work to the technical area."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from chassis.errors import Conflict, Invalid, NotFound
from orders.application.ports import Transaction
from orders.domain.customer import KnownTicket, customer_of
from orders.domain.events import By
from orders.domain.order import ServiceOrder


@dataclass(frozen=True)
class OpenOrder:
    """`contract_id` chooses among several addresses of the customer."""

    ticket_id: UUID
    description: str
    order_type: str | None
    contract_id: UUID | None
    by: By
    at: datetime


async def open_order(command: OpenOrder, tx: Transaction) -> ServiceOrder:
    """The new order, its customer filled in from what is known of the ticket.

    Ticket and customer are held: what arrives about them a moment later finds the order there and
    completes it.
    """
    ticket = await _ticket(command.ticket_id, tx)
    known = await tx.customers.hold(ticket.customer_id) if ticket.customer_id else None
    if command.order_type is not None and not await tx.order_types.find(command.order_type):
        raise Invalid("There is no such order type.", code="unknown-order-type")
    order = ServiceOrder(
        id=uuid4(),
        number=await tx.orders.next_number(),
        ticket_id=ticket.id,
        ticket_number=ticket.number,
        description=command.description,
        order_type=command.order_type,
        customer=customer_of(ticket, known, command.contract_id),
        created_by=command.by,
        created_at=command.at,
    )
    order.opened()
    await tx.orders.add(order)
    return order


async def _ticket(ticket_id: UUID, tx: Transaction) -> KnownTicket:
    ticket = await tx.tickets.hold(ticket_id)
    if ticket is None:
        raise NotFound(
            "No such ticket is known here. If it was registered just now, try again in a second.",
            code="ticket-unknown",
        )
    if ticket.state == "cancelled":
        raise Conflict("A cancelled ticket gets no orders.", code="ticket-is-cancelled")
    return ticket
