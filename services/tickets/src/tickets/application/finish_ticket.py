"""Say that a ticket is solved."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.domain.lifecycle import Action
from tickets.domain.people import Person
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class FinishTicket:
    ticket_id: UUID
    resolution: str
    by: Person
    at: datetime


async def finish_ticket(command: FinishTicket, tx: Transaction) -> Ticket:
    """Finish it. Unless somebody reopens or closes it, it closes by itself some days later."""
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.FINISH])
    ticket.finish(command.resolution, command.by, command.at)
    await tx.tickets.save(ticket)
    await tx.auto_close.schedule(ticket.id, command.at)
    return ticket
