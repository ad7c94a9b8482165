"""What the work on a contact does to its ticket: nobody asks for it here, so nobody is refused."""

from dataclasses import dataclass, replace
from uuid import UUID

from tickets.domain import lifecycle
from tickets.domain.events import (
    ContactJoined,
    EntryAdded,
    ServiceKnown,
    TicketCancelled,
    TicketFinished,
    UnitKnown,
)
from tickets.domain.lifecycle import PENDING, Action, State
from tickets.domain.people import Account, Owner, Stamp
from tickets.domain.report import Entry, EntryKind, Service, Visibility
from tickets.domain.ticket import Ticket
from tickets.domain.unit import Unit


@dataclass(frozen=True)
class Joining:
    """A contact, what is said of it, who attends it, and the desk's own area."""

    contact_id: UUID
    text: str
    taker: Account
    area: str


def is_own(ticket: Ticket, contact_id: UUID) -> bool:
    """Whether the ticket was opened for this contact, and not only joined by it."""
    return ticket.report.contact_id == contact_id


def can_be_joined(ticket: Ticket) -> bool:
    """Whether one more contact may become part of it."""
    return ticket.state in PENDING


def join(ticket: Ticket, contact: Joining, stamp: Stamp) -> None:
    """A contact is one more event of it (D28); the desk's own tickets go to who attends (X11).

    What another area has, or somebody works on already, stays where it is: a customer who asks
    when the technician comes does not take the work away from them.
    """
    ticket.tell(ContactJoined(contact.contact_id, contact.text, stamp))
    is_worked_on = ticket.state is State.IN_PROGRESS and ticket.owner.account is not None
    if ticket.owner.area == contact.area and not is_worked_on:
        ticket.pass_to_taker(contact.area, contact.taker, stamp)


def leave(ticket: Ticket, contact_id: UUID, other: Ticket, open_orders: int, stamp: Stamp) -> None:
    """The contact belongs to another ticket. What was opened for it alone is a duplicate, unless
    work came of it; the customer is told nothing."""
    is_idle = lifecycle.is_allowed(Action.CANCEL, ticket.state) and not open_orders
    if is_own(ticket, contact_id) and is_idle:
        ticket.state = State.CANCELLED
        reason = f"Duplicado del ticket {other.number}."
        ticket.tell(TicketCancelled(reason, stamp, duplicate_of=other.id))
        return
    note(ticket, f"El contacto pasó al ticket {other.number}.", stamp)


def derive(ticket: Ticket, area: str, text: str, stamp: Stamp) -> None:
    """To another area, which decides who of it takes it (C27). What is not pending stays."""
    note(ticket, f"Derivado a {area}: {text}", stamp)
    if lifecycle.is_allowed(Action.ASSIGN, ticket.state):
        ticket.assign(Owner(area), stamp)


def finish_with_contact(ticket: Ticket, resolution: str, stamp: Stamp) -> bool:
    """Solved while the contact was attended; whether that finished it."""
    if not lifecycle.is_allowed(Action.FINISH, ticket.state):
        return False
    ticket.state, ticket.resolution = State.FINISHED, resolution
    ticket.tell(TicketFinished(resolution, stamp))
    return True


def know_service(ticket: Ticket, service: Service, stamp: Stamp) -> None:
    """Which of the customer's services it is about; nothing new where that is known. A unit that
    is not said to be another stays."""
    before = ticket.service
    if before and before.contract_id == service.contract_id and service.unit_serial is None:
        service = replace(service, unit_serial=before.unit_serial)
    if before != service:
        ticket.service = service
        if ticket.unit and ticket.unit.serial != service.unit_serial:
            ticket.unit = None
        ticket.tell(ServiceKnown(service, stamp))


def know_unit(ticket: Ticket, unit: Unit, stamp: Stamp) -> None:
    """Which device it is about; nothing new where it says the same."""
    if not unit.is_same(ticket.unit):
        ticket.unit = unit
        ticket.tell(UnitKnown(unit, stamp))


def note(ticket: Ticket, body: str, stamp: Stamp) -> None:
    """A line for staff; a cancelled ticket takes none."""
    if lifecycle.is_allowed(Action.COMMENT, ticket.state):
        entry = Entry(EntryKind.NOTE, Visibility.INTERNAL, body)
        ticket.tell(EntryAdded(entry, stamp))
