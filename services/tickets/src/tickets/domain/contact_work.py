"""What the work on a contact does to its ticket: nobody asks for it here, so nobody is refused."""

from dataclasses import dataclass, replace
from uuid import UUID

from tickets.domain import lifecycle
from tickets.domain.category import Category
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
    if ticket.owner.area == contact.area and not _is_worked_on(ticket):
        ticket.pass_to_taker(contact.area, contact.taker, stamp)


def take_again(ticket: Ticket, contact: Joining, stamp: Stamp, *, is_shared: bool) -> None:
    """Somebody else attends the contact from now on. The ticket that is this contact's alone goes
    with it, begun or not; one that other contacts belong to only where nobody works on it.

    What another area has, or was given by a supervisor, stays there: it is only written down.
    """
    owner, taker = ticket.owner, contact.taker
    is_alone = is_own(ticket, contact.contact_id) and not is_shared
    goes_along = owner.area == contact.area and (is_alone or not _is_worked_on(ticket))
    if goes_along:
        ticket.pass_to_taker(contact.area, taker, stamp)
    elif owner.account is None or owner.account.id != taker.id:
        note(ticket, f"El contacto fue tomado otra vez por {taker.name}.", stamp)


@dataclass(frozen=True)
class Ties:
    """What else hangs on a ticket: other contacts, and orders that are open."""

    is_shared: bool
    open_orders: int


def leave(ticket: Ticket, contact_id: UUID, other: Ticket, ties: Ties, stamp: Stamp) -> None:
    """The contact belongs to another ticket. What was opened for it alone is a duplicate, unless
    work came of it, or other contacts; the customer is told nothing."""
    is_free = not (ties.is_shared or ties.open_orders or _is_begun_by_another(ticket, stamp))
    can_be_cancelled = lifecycle.is_allowed(Action.CANCEL, ticket.state)
    if is_own(ticket, contact_id) and can_be_cancelled and is_free:
        ticket.state = State.CANCELLED
        reason = f"Duplicado del ticket {other.number}."
        ticket.tell(TicketCancelled(reason, stamp, duplicate_of=other.id))
        return
    note(ticket, f"El contacto pasó al ticket {other.number}.", stamp)


def is_decided_by(ticket: Ticket, contact_id: UUID, area: str, account_id: UUID | None) -> bool:
    """Whether who attends the contact decides what becomes of the ticket: it is the contact's own,
    or theirs by name, or the desk's (`area`) and nobody's by name."""
    owner = ticket.owner
    if is_own(ticket, contact_id):
        return True
    if owner.account is not None:
        return owner.account.id == account_id
    return owner.area == area


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


@dataclass(frozen=True)
class Reason:
    """What a contact's reason says of its ticket: a title, and what it is about. `before` is what
    the reason before said of the latter."""

    title: str
    category: Category | None
    before: str | None


def follow_reason(ticket: Ticket, contact_id: UUID, reason: Reason, stamp: Stamp) -> None:
    """The contact's reason says what the ticket opened for it is about and is called, until
    somebody has said something else: what the reason before said gives way."""
    if not is_own(ticket, contact_id) or ticket.state not in PENDING:
        return
    if reason.title:
        ticket.follow_title(reason.title, stamp)
    if reason.category and ticket.report.category in (None, reason.before):
        ticket.recategorize(reason.category, stamp)


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
    """A line for staff. Unlike a comment it is taken in every state: it was said, and whoever said
    it is not there any more to say it elsewhere."""
    ticket.tell(EntryAdded(Entry(EntryKind.NOTE, Visibility.INTERNAL, body), stamp))


def _is_worked_on(ticket: Ticket) -> bool:
    return ticket.state is State.IN_PROGRESS and ticket.owner.account is not None


def _is_begun_by_another(ticket: Ticket, stamp: Stamp) -> bool:
    account = ticket.owner.account
    is_theirs = account is not None and account.id == stamp.account_id
    return ticket.state is State.IN_PROGRESS and not is_theirs
