"""Give a ticket to an area, and perhaps to one person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import Forbidden, Invalid
from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.domain.lifecycle import Action
from tickets.domain.people import ADMINISTRATOR, Account, Owner, Person, stamp_of
from tickets.domain.permits import require_permit
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class AssignTicket:
    ticket_id: UUID
    area: str
    account_id: UUID | None
    by: Person
    at: datetime


async def assign_ticket(command: AssignTicket, tx: Transaction) -> Ticket:
    """Assign it, or assign it again."""
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.ASSIGN])
    require_permit(Action.ASSIGN, ticket.state, ticket.owner, command.by)
    account = await _staff(command, command.account_id, tx) if command.account_id else None
    ticket.assign(Owner(command.area, account), stamp_of(command.by, command.at))
    await tx.tickets.save(ticket)
    return ticket


async def _staff(command: AssignTicket, account_id: UUID, tx: Transaction) -> Account:
    """Whom somebody names works in the area it is given to, which is one of their own (B22): to
    another area they give it as a whole (C27)."""
    area, by = command.area, command.by
    if area not in by.areas and by.role != ADMINISTRATOR:
        raise Forbidden(f"Who of {area} takes it is for {area} to say.", code="not-your-area")
    account = await tx.staff.of_area(account_id, area)
    if account is None:
        sentence = "No active member of staff of this area has this account."
        raise Invalid(sentence, code="unknown-account")
    return account
