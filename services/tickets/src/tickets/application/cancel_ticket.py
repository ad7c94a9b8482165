"""End a ticket without a solution."""

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
class CancelTicket:
    ticket_id: UUID
    reason: str
    by: Person
    at: datetime


async def cancel_ticket(command: CancelTicket, tx: Transaction) -> Ticket:
    """Cancel it, for ever."""
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.CANCEL])
    require_permit(Action.CANCEL, ticket.state, ticket.owner, command.by)
    ticket.cancel(command.reason, stamp_of(command.by, command.at))
    await tx.tickets.save(ticket)
    return ticket
