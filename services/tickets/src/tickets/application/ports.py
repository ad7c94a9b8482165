"""What the use-cases need from outside, and the transaction that brings it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.kept import Kept
from chassis.transactions import Tx
from tickets.application.customer_book import Book
from tickets.application.projections import CustomerState, OrderState
from tickets.application.survey_ports import SurveyForms, SurveyReads, Surveys
from tickets.application.views import Stretch, TicketDetail, TimelineLine
from tickets.domain.category import Category
from tickets.domain.lifecycle import State
from tickets.domain.people import Account, Person
from tickets.domain.report import Channel
from tickets.domain.ticket import Ticket


class Tickets(Protocol):
    """The tickets themselves. Whoever gets or finds one has it alone until the commit."""

    async def next_number(self) -> int:
        """A number no ticket has; numbers may be left out."""
        ...

    async def get(self, ticket_id: UUID, by: Person, permission: str) -> Ticket:
        """A ticket this person sees and may do something to; raises NotFound, Forbidden."""
        ...

    async def find(self, ticket_id: UUID) -> Ticket | None:
        """A ticket, for the system itself."""
        ...

    async def is_seen(self, ticket_id: UUID, by: Person) -> bool:
        """Whether there is such a ticket and this person sees it."""
        ...

    async def add(self, ticket: Ticket) -> None:
        """Keep a new ticket and tell others; raises ConcurrentUpdate if its id is there."""
        ...

    async def save(self, ticket: Ticket) -> None:
        """Keep what changed and tell others; raises ConcurrentUpdate if somebody else did."""
        ...


class Customers(Protocol):
    """What is known of customers."""

    async def is_known(self, customer_id: UUID) -> bool: ...

    async def keep(self, states: Sequence[CustomerState]) -> None:
        """Keep each unless a newer one is known."""
        ...


class Categories(Kept[Category], Protocol):
    """What tickets can be about."""

    async def find(self, code: str) -> Category | None:
        """One, that stays as it is until the commit."""
        ...


class Orders(Protocol):
    """What is known of service orders."""

    async def count_open(self, ticket_id: UUID) -> int: ...

    async def keep(self, states: Sequence[OrderState]) -> None:
        """Merge the news; their order does not matter."""
        ...


class Staff(Protocol):
    """Who can own a ticket."""

    async def find(self, account_id: UUID) -> Account | None:
        """An active member of staff."""
        ...

    async def of_area(self, account_id: UUID, area: str) -> Account | None:
        """The same, if they work in this area or, being administrators, in all."""
        ...


class ContactTickets(Protocol):
    """Tickets that were chosen for contacts."""

    async def chosen(self, contact_id: UUID) -> UUID | None:
        """The ticket somebody chose for it."""
        ...

    async def is_shared(self, ticket_id: UUID, contact_id: UUID) -> bool:
        """Whether contacts other than this one joined the ticket."""
        ...

    async def keep(self, contact_id: UUID, ticket_id: UUID) -> None:
        """From now on it belongs to this ticket."""
        ...


class AutoClose(Protocol):
    """Closes what stays finished for some days."""

    async def schedule(self, ticket_id: UUID, finished_at: datetime) -> None: ...

    async def cancel(self, ticket_id: UUID) -> None: ...


@dataclass(frozen=True)
class TicketFilter:
    """What a list is narrowed to; conditions combine. No states, no channels and None mean all.
    `also` are customers who turned out to be the one asked for."""

    states: frozenset[State] = frozenset()
    account_id: UUID | None = None
    unassigned: bool = False
    area: str | None = None
    customer_id: UUID | None = None
    also: tuple[UUID, ...] = ()
    query: str | None = None
    categories: frozenset[str] | None = None
    channels: frozenset[Channel] = frozenset()


class Reads(Protocol):
    """What people look at, narrowed to what this person may see."""

    async def list(
        self, wanted: TicketFilter, person: Person, *, below: int | None, limit: int
    ) -> Stretch:
        """Tickets with numbers below this one, newest first; one more row than `limit` if any."""
        ...

    async def find(self, ticket_id: UUID, person: Person) -> TicketDetail:
        """One ticket; raises NotFound."""
        ...

    async def timeline(
        self, ticket_id: UUID, person: Person, *, below: int | None, limit: int
    ) -> Sequence[TimelineLine]:
        """Lines below this position, newest first, one more than `limit`; raises NotFound."""
        ...


@dataclass(frozen=True)
class Transaction:
    """Everything one use-case may touch, in one database transaction."""

    kernel: Tx
    tickets: Tickets
    customers: Customers
    orders: Orders
    staff: Staff
    auto_close: AutoClose
    reads: Reads
    book: Book
    contact_tickets: ContactTickets
    categories: Categories
    survey_forms: SurveyForms
    surveys: Surveys
    survey_reads: SurveyReads
