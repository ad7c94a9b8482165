"""It is about something else than was said first (E79)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.domain.category import require_choosable
from tickets.domain.lifecycle import Action
from tickets.domain.people import Person, Stamp
from tickets.domain.permits import require_permit
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class RecategorizeTicket:
    ticket_id: UUID
    category: str
    by: Person
    at: datetime


async def recategorize_ticket(command: RecategorizeTicket, tx: Transaction) -> Ticket:
    """Raises NotFound, Forbidden, NotAllowedNow, UnknownCategory."""
    by, code = command.by, command.category
    ticket = await tx.tickets.get(command.ticket_id, by, PERMISSION_FOR[Action.RECATEGORIZE])
    require_permit(Action.RECATEGORIZE, ticket.state, ticket.owner, by)
    category = require_choosable(await tx.categories.find(code), code, ticket.owner.area, by)
    ticket.recategorize(category, Stamp(by.account_id, by.name, command.at))
    await tx.tickets.save(ticket)
    return ticket
