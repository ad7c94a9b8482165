"""What a contact is about says what the ticket that was opened for it is about, and is called."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.contact_tickets import current_ticket
from tickets.application.ports import Transaction
from tickets.domain.category import Category
from tickets.domain.contact_work import Reason, follow_reason
from tickets.domain.people import Stamp


@dataclass(frozen=True)
class FollowReason:
    """What a contact's reason is called, the category it names, and the one that the reason before
    named."""

    contact_id: UUID
    title: str
    category: str | None
    before: str | None
    by: UUID
    at: datetime


async def follow_reason_of_contact(command: FollowReason, tx: Transaction) -> None:
    """Nothing for a contact without a ticket: the ticket it gets is about this from the start."""
    ticket = await current_ticket(command.contact_id, tx)
    if ticket is None:
        return
    category = await named_category(command.category, tx)
    account = await tx.staff.find(command.by)
    stamp = Stamp(command.by, account.name if account else None, command.at)
    reason = Reason(command.title, category, command.before)
    follow_reason(ticket, command.contact_id, reason, stamp)
    await tx.tickets.save(ticket)


async def named_category(code: str | None, tx: Transaction) -> Category | None:
    """What a reason names, unless no ticket can be about it any more. Whatever its areas are: the
    ticket begins at the desk, whose operators choose reasons and not categories."""
    category = await tx.categories.find(code) if code else None
    return category if category and category.active else None
