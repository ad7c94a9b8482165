"""What happens to tickets. Each event is one version of its ticket and one line of its timeline.

`kind` is what the timeline calls it; of an entry, that is the entry's own.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from tickets.domain.category import Category
from tickets.domain.people import Owner, Stamp
from tickets.domain.report import Entry, Report, Service
from tickets.domain.unit import Unit


@dataclass(frozen=True)
class TicketRegistered:
    kind: ClassVar[str] = "registered"

    report: Report
    stamp: Stamp


@dataclass(frozen=True)
class TicketAssigned:
    kind: ClassVar[str] = "assigned"

    owner: Owner
    stamp: Stamp


@dataclass(frozen=True)
class TicketRecategorized:
    kind: ClassVar[str] = "recategorized"

    category: Category
    stamp: Stamp


@dataclass(frozen=True)
class TicketRetitled:
    kind: ClassVar[str] = "retitled"

    title: str
    before: str
    stamp: Stamp

    @property
    def text(self) -> str:
        """What it was called, and what it is."""
        return f"{self.before} → {self.title}"


@dataclass(frozen=True)
class TicketStarted:
    kind: ClassVar[str] = "started"

    stamp: Stamp


@dataclass(frozen=True)
class EntryAdded:
    entry: Entry
    stamp: Stamp


@dataclass(frozen=True)
class CustomerLinked:
    kind: ClassVar[str] = "customer_linked"

    customer_id: UUID
    stamp: Stamp


@dataclass(frozen=True)
class TicketFinished:
    kind: ClassVar[str] = "finished"

    resolution: str
    stamp: Stamp


@dataclass(frozen=True)
class TicketClosed:
    kind: ClassVar[str] = "closed"

    closing_text: str
    open_orders: int
    stamp: Stamp


@dataclass(frozen=True)
class TicketReopened:
    kind: ClassVar[str] = "reopened"

    reason: str
    reopen_count: int
    stamp: Stamp


@dataclass(frozen=True)
class TicketCancelled:
    kind: ClassVar[str] = "cancelled"

    reason: str
    stamp: Stamp
    duplicate_of: UUID | None = None


@dataclass(frozen=True)
class ContactJoined:
    """`instead_of` is the ticket that was chosen for the contact and could not have it."""

    kind: ClassVar[str] = "contact_linked"

    contact_id: UUID
    text: str
    stamp: Stamp
    instead_of: UUID | None = None


@dataclass(frozen=True)
class ServiceKnown:
    kind: ClassVar[str] = "service_known"

    service: Service
    stamp: Stamp


@dataclass(frozen=True)
class UnitKnown:
    kind: ClassVar[str] = "unit_known"

    unit: Unit
    stamp: Stamp


TicketEvent = (
    TicketRegistered
    | TicketAssigned
    | TicketRecategorized
    | TicketRetitled
    | TicketStarted
    | EntryAdded
    | CustomerLinked
    | TicketFinished
    | TicketClosed
    | TicketReopened
    | TicketCancelled
    | ContactJoined
    | ServiceKnown
    | UnitKnown
)
