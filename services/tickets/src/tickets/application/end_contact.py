"""The end of a contact is written down on its ticket, and may be the end of both."""

from dataclasses import dataclass
from uuid import UUID

from chassis.errors import NotFound
from tickets.application.ports import Transaction
from tickets.domain.contact_work import derive, finish_with_contact, note
from tickets.domain.people import Stamp
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class DeriveTicket:
    """Its holder handed it to another area; the stamp says who and when."""

    ticket_id: UUID
    area: str
    text: str
    stamp: Stamp


@dataclass(frozen=True)
class EndContact:
    """How a contact ended. With a resolution its ticket is finished."""

    ticket_id: UUID
    outcome: str
    resolution: str | None
    stamp: Stamp


async def derive_ticket(command: DeriveTicket, tx: Transaction) -> None:
    """It is that area's now, and nobody's by name."""
    ticket = await _known(command.ticket_id, tx)
    derive(ticket, command.area, command.text, command.stamp)
    await tx.tickets.save(ticket)


async def end_contact(command: EndContact, tx: Transaction) -> None:
    """A ticket that is not worked on any more keeps its state; what was said is written down."""
    ticket = await _known(command.ticket_id, tx)
    note(ticket, f"Contacto finalizado: {command.outcome}", command.stamp)
    finished = False
    if command.resolution:
        finished = finish_with_contact(ticket, command.resolution, command.stamp)
        if not finished:
            note(ticket, command.resolution, command.stamp)
    await tx.tickets.save(ticket)
    if finished:
        await tx.auto_close.schedule(ticket.id, command.stamp.at)


async def _known(ticket_id: UUID, tx: Transaction) -> Ticket:
    ticket = await tx.tickets.find(ticket_id)
    if ticket is None:
        raise NotFound("There is no such ticket.", code="ticket-not-found")
    return ticket
