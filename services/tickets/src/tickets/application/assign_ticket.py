"""Give a ticket to an area, and perhaps to one person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import Invalid
from tickets.application.ports import Transaction
from tickets.domain.people import Account, Owner, Person, stamp_of
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
    ticket = await tx.tickets.get(command.ticket_id, command.by)
    account = await _staff(command.account_id, tx) if command.account_id else None
    ticket.assign(Owner(command.area, account), stamp_of(command.by, command.at))
    await tx.tickets.save(ticket)
    return ticket


async def _staff(account_id: UUID, tx: Transaction) -> Account:
    account = await tx.staff.find(account_id)
    if account is None:
        raise Invalid("No active member of staff has this account.", code="unknown-account")
    return account
