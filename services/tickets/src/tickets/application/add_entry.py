"""Write on a ticket's timeline."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.domain.lifecycle import Action
from tickets.domain.people import Person
from tickets.domain.report import Entry
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class AddEntry:
    ticket_id: UUID
    entry: Entry
    by: Person
    at: datetime


async def add_entry(command: AddEntry, tx: Transaction) -> Ticket:
    """Add the line; from its assignee, the first one starts the work."""
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.COMMENT])
    ticket.comment(command.entry, command.by, command.at)
    await tx.tickets.save(ticket)
    return ticket
