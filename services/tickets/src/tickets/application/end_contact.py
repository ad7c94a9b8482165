"""The end of a contact is written down on its ticket, and may be the end of both."""

from dataclasses import dataclass
from uuid import UUID

from chassis.errors import NotFound
from tickets.application.contact_tickets import current_ticket
from tickets.application.ports import Transaction
from tickets.domain.contact_work import derive, finish_with_contact, is_decided_by, note
from tickets.domain.people import Stamp
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class Ended:
    """A contact, the ticket the desk took for its own, the desk's area, and who ended it when."""

    contact_id: UUID
    ticket_id: UUID
    desk: str
    stamp: Stamp


@dataclass(frozen=True)
class DeriveTicket:
    """Its holder handed it to another area."""

    ended: Ended
    area: str
    text: str


@dataclass(frozen=True)
class EndContact:
    """How a contact ended. With a resolution its ticket is finished."""

    ended: Ended
    outcome: str
    resolution: str | None


async def derive_ticket(command: DeriveTicket, tx: Transaction) -> None:
    """It is that area's now, and nobody's by name. Another's work stays theirs: they read it."""
    ended = command.ended
    ticket = await _ticket_of(ended, tx)
    if _is_theirs(ticket, ended):
        derive(ticket, command.area, command.text, ended.stamp)
    else:
        note(ticket, f"Se pidió derivar a {command.area}: {command.text}", ended.stamp)
    await tx.tickets.save(ticket)


async def end_contact(command: EndContact, tx: Transaction) -> None:
    """A ticket that is not worked on any more, or is another's work, keeps its state; what was
    said is written down."""
    ended, resolution = command.ended, command.resolution
    ticket = await _ticket_of(ended, tx)
    note(ticket, f"Contacto finalizado: {command.outcome}", ended.stamp)
    finished = False
    if resolution:
        finished = _is_theirs(ticket, ended) and finish_with_contact(
            ticket, resolution, ended.stamp
        )
        if not finished:
            note(ticket, resolution, ended.stamp)
    await tx.tickets.save(ticket)
    if finished:
        await tx.auto_close.schedule(ticket.id, ended.stamp.at)


async def _ticket_of(ended: Ended, tx: Transaction) -> Ticket:
    """The one it belongs to. The desk may have named another, while the correction of its choice
    was on the way; that one, a duplicate perhaps, has nothing to do with it any more."""
    ticket = await current_ticket(ended.contact_id, tx) or await tx.tickets.find(ended.ticket_id)
    if ticket is None:
        raise NotFound("There is no such ticket.", code="ticket-not-found")
    return ticket


def _is_theirs(ticket: Ticket, ended: Ended) -> bool:
    return is_decided_by(ticket, ended.contact_id, ended.desk, ended.stamp.account_id)
