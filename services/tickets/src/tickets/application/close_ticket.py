"""Close a ticket for good."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.domain.lifecycle import Action
from tickets.domain.people import Person, stamp_of
from tickets.domain.permits import require_permit
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class CloseTicket:
    ticket_id: UUID
    closing_text: str
    by: Person
    at: datetime


async def close_ticket(command: CloseTicket, tx: Transaction) -> Ticket:
    """Close it, however many of its orders are open."""
    # The timer locks its row first and the ticket second: so must everybody who touches both.
    await tx.auto_close.cancel(command.ticket_id)
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.CLOSE])
    require_permit(Action.CLOSE, ticket.state, ticket.owner, command.by)
    open_orders = await tx.orders.count_open(ticket.id)
    ticket.close(command.closing_text, open_orders, stamp_of(command.by, command.at))
    await tx.tickets.save(ticket)
    return ticket
