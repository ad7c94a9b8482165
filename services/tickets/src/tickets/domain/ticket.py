"""The ticket: a question or a problem on its way from registered to closed."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from chassis.errors import Forbidden, Invalid
from tickets.domain import lifecycle, permits
from tickets.domain.category import Category
from tickets.domain.events import (
    CustomerLinked,
    EntryAdded,
    TicketAssigned,
    TicketCancelled,
    TicketClosed,
    TicketEvent,
    TicketFinished,
    TicketRecategorized,
    TicketRegistered,
    TicketReopened,
    TicketRetitled,
    TicketStarted,
)
from tickets.domain.lifecycle import Action, State
from tickets.domain.people import Account, Owner, Person, Stamp, is_user, stamp_of
from tickets.domain.report import Entry, EntryKind, Report, Service, Visibility
from tickets.domain.unit import Unit


@dataclass
class Ticket:
    """Acts or refuses. `version` is the last one stored; every event adds one when saved.

    `report` is what was brought, of which only the category is said anew, and a title that nobody
    wrote; owner, customer and service are as they are now.
    """

    id: UUID
    number: int
    report: Report
    registered: Stamp
    owner: Owner
    customer_id: UUID | None
    state: State = State.REGISTERED
    resolution: str | None = None
    closing_text: str | None = None
    reopen_count: int = 0
    service: Service | None = None
    unit: Unit | None = None
    version: int = 0
    _events: list[TicketEvent] = field(default_factory=list, repr=False)

    @classmethod
    def register(cls, ticket_id: UUID, number: int, report: Report, stamp: Stamp) -> "Ticket":
        """A new ticket; nobody owns it yet but the area it was brought to."""
        owner = Owner(report.area)
        ticket = cls(ticket_id, number, report, stamp, owner, report.customer_id)
        ticket.service = report.service
        ticket.tell(TicketRegistered(report, stamp))
        return ticket

    def assign(self, owner: Owner, stamp: Stamp) -> None:
        """Give it to an area, and perhaps to one person of it; work in progress starts anew."""
        lifecycle.require(Action.ASSIGN, self.state)
        if self.state is not State.REGISTERED and owner == self.owner:
            return
        self.owner, self.state = owner, State.ASSIGNED
        self.tell(TicketAssigned(owner, stamp))

    def pass_to_taker(self, area: str, account: Account, stamp: Stamp) -> None:
        """Somebody attends the contact this ticket came from: it is theirs now.

        What is finished, closed or cancelled keeps its owner; that they took it is written down.
        """
        if self.owner.account and self.owner.account.id == account.id:
            return
        if lifecycle.is_allowed(Action.ASSIGN, self.state):
            self.assign(Owner(area, account), stamp)
            return
        body = f"El contacto fue tomado otra vez por {account.name}."
        entry = Entry(EntryKind.NOTE, Visibility.INTERNAL, body)
        self.tell(EntryAdded(entry, stamp))

    def recategorize(self, category: Category, stamp: Stamp) -> None:
        """It is about this; nothing new where it was before."""
        lifecycle.require(Action.RECATEGORIZE, self.state)
        if self.report.category != category.code:
            self.report = replace(self.report, category=category.code)
            self.tell(TicketRecategorized(category, stamp))

    def follow_title(self, title: str, stamp: Stamp) -> None:
        """It is called this by its contact's reason, unless a person wrote what it is called."""
        before = self.report.title
        if self.report.follows_reason and before != title:
            self.report = replace(self.report, title=title)
            self.tell(TicketRetitled(title, before, stamp))

    def start(self, by: Person, at: datetime) -> None:
        """Somebody works on it now; nothing new if somebody already does."""
        permits.require_permit(Action.START, self.state, self.owner, by)
        if self.state is State.IN_PROGRESS:
            return
        lifecycle.require(Action.START, self.state)
        self._start(stamp_of(by, at))

    def comment(self, entry: Entry, by: Person, at: datetime) -> None:
        """Write on its timeline. The first line its assignee writes also starts the work."""
        if is_user(by) and not entry.is_public_comment:
            raise Forbidden("Only staff writes this kind of line.", code="public-comments-only")
        lifecycle.require(Action.COMMENT, self.state)
        _require_text(entry.body, "body")
        stamp = stamp_of(by, at)
        assignee = self.owner.account
        if self.state is State.ASSIGNED and assignee and assignee.id == by.account_id:
            self._start(stamp)
        self.tell(EntryAdded(entry, stamp))

    def link(self, customer_id: UUID, stamp: Stamp) -> None:
        """It turned out whose it is. True of a ticket in any state."""
        if customer_id == self.customer_id:
            return
        self.customer_id = customer_id
        self.tell(CustomerLinked(customer_id, stamp))

    def finish(self, resolution: str, by: Person, at: datetime) -> None:
        """The service is restored or a solution was given."""
        permits.require_permit(Action.FINISH, self.state, self.owner, by)
        lifecycle.require(Action.FINISH, self.state)
        _require_text(resolution, "resolution")
        self.state, self.resolution = State.FINISHED, resolution
        self.tell(TicketFinished(resolution, stamp_of(by, at)))

    def close(self, closing_text: str, open_orders: int, stamp: Stamp) -> None:
        """Close it for good. Orders that are still open stay so, and are only counted."""
        lifecycle.require(Action.CLOSE, self.state)
        _require_text(closing_text, "closing-text")
        self.state, self.closing_text = State.CLOSED, closing_text
        self.tell(TicketClosed(closing_text, open_orders, stamp))

    def reopen(self, reason: str, by: Person, at: datetime) -> None:
        """Go on with it, in progress, with whom it was last."""
        permits.require_permit(Action.REOPEN, self.state, self.owner, by)
        lifecycle.require(Action.REOPEN, self.state)
        _require_text(reason, "reason")
        self.state, self.resolution, self.closing_text = State.IN_PROGRESS, None, None
        self.reopen_count += 1
        self.tell(TicketReopened(reason, self.reopen_count, stamp_of(by, at)))

    def cancel(self, reason: str, stamp: Stamp) -> None:
        """End it without a solution, for ever."""
        lifecycle.require(Action.CANCEL, self.state)
        _require_text(reason, "reason")
        self.state = State.CANCELLED
        self.tell(TicketCancelled(reason, stamp))

    def pull_events(self) -> list[TicketEvent]:
        """What happened since it was loaded; once."""
        events, self._events = self._events, []
        return events

    def _start(self, stamp: Stamp) -> None:
        self.state = State.IN_PROGRESS
        self.tell(TicketStarted(stamp))

    def tell(self, event: TicketEvent) -> None:
        """It happened; for the rules, here and in files of their own."""
        self._events.append(event)


def _require_text(text: str, name: str) -> None:
    if not text.strip():
        raise Invalid(f"This needs a {name.replace('-', ' ')}.", code=f"{name}-required")
