"""Say that somebody works on a ticket."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.domain.lifecycle import Action
from tickets.domain.people import Person
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class StartTicket:
    ticket_id: UUID
    by: Person
    at: datetime


async def start_ticket(command: StartTicket, tx: Transaction) -> Ticket:
    """Start it; its first line by the assignee would do so too."""
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.START])
    ticket.start(command.by, command.at)
    await tx.tickets.save(ticket)
    return ticket
