"""Go on with a ticket that was finished or closed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.domain.lifecycle import Action
from tickets.domain.people import Person
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class ReopenTicket:
    ticket_id: UUID
    reason: str
    by: Person
    at: datetime


async def reopen_ticket(command: ReopenTicket, tx: Transaction) -> Ticket:
    """Reopen it; it does not close by itself any more."""
    # The timer locks its row first and the ticket second: so must everybody who touches both.
    await tx.auto_close.cancel(command.ticket_id)
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.REOPEN])
    ticket.reopen(command.reason, command.by, command.at)
    await tx.tickets.save(ticket)
    return ticket
