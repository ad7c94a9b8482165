"""It is about something else than was said first (E79): somebody says so, or the reason of the
contact it was opened for does."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.contact_tickets import current_ticket
from tickets.application.ports import Transaction
from tickets.domain.category import Category, require_choosable
from tickets.domain.contact_work import follow_reason
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


@dataclass(frozen=True)
class FollowReason:
    """The category that a contact's reason names, and the one that its reason before named."""

    contact_id: UUID
    category: str | None
    before: str | None
    by: UUID
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


async def recategorize_by_reason(command: FollowReason, tx: Transaction) -> None:
    """Nothing for a contact without a ticket: the ticket it gets is about this from the start."""
    category = await named_category(command.category, tx)
    ticket = await current_ticket(command.contact_id, tx) if category else None
    if category is None or ticket is None:
        return
    account = await tx.staff.find(command.by)
    stamp = Stamp(command.by, account.name if account else None, command.at)
    follow_reason(ticket, command.contact_id, category, command.before, stamp)
    await tx.tickets.save(ticket)


async def named_category(code: str | None, tx: Transaction) -> Category | None:
    """What a reason names, unless no ticket can be about it any more. Whatever its areas are: the
    ticket begins at the desk, whose operators choose reasons and not categories."""
    category = await tx.categories.find(code) if code else None
    return category if category and category.active else None
