"""What becomes of the tickets that contacts belong to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.causes import Cause
from intake.application.ports import Transaction


@dataclass(frozen=True, slots=True)
class ClosedTicket:
    """A ticket that was closed, and why."""

    ticket_id: UUID
    at: datetime
    cause: Cause


async def end_with_tickets(tickets: Sequence[ClosedTicket], tx: Transaction) -> None:
    """Close the contacts of tickets that are closed still: a closing that is told again after the
    ticket was reopened ends nothing. Most tickets of the company are none of ours."""
    still = await tx.tickets.closed_of([ticket.ticket_id for ticket in tickets])
    closed = {ticket.ticket_id: ticket for ticket in tickets if ticket.ticket_id in still}
    contacts = await tx.contacts.of_tickets(closed.keys())
    for contact in contacts:
        ticket = closed[contact.work.ticket_id] if contact.work.ticket_id else None
        if ticket is not None:
            contact.because = ticket.cause
            contact.end_with_ticket(ticket.at)
    await tx.contacts.save(contacts)
