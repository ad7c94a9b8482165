"""What is read: rows and details as the API shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from tickets.domain.unit import Unit


@dataclass(frozen=True)
class CustomerOfTicket:
    """Whose ticket it is. Without `id` nobody knows yet, and the name is what they said."""

    id: UUID | None
    number: str | None
    name: str | None


@dataclass(frozen=True)
class OwnerOfTicket:
    """The area that owns it and, if somebody of it was named, who."""

    area: str
    account_id: UUID | None
    name: str | None


@dataclass(frozen=True, kw_only=True)
class TicketRow:
    """A row of the list. `assigned_to` is null while it is registered, and for users, who are not
    shown how the company divides its work. `kind` is that of its category; `channel` how it came,
    null where that was not kept yet."""

    id: UUID
    number: int
    title: str
    area: str
    category: str | None
    category_name: str | None
    kind: str | None
    channel: str | None
    priority: str
    priority_label: str
    state: str
    state_label: str
    created_at: datetime
    customer: CustomerOfTicket | None
    assigned_to: OwnerOfTicket | None
    contact_id: UUID | None
    open_orders: int
    comments: int
    version: int
    allowed_actions: list[str]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the list. `reached` is how far was looked where that is not the end of the list:
    a number, below which there may be more."""

    rows: Sequence[TicketRow]
    reached: int | None = None


@dataclass(frozen=True)
class OrderOfTicket:
    """A service order of the ticket, as it is now, also when the ticket is closed.

    Number and description are null while only later news of the order has arrived.
    """

    id: UUID
    number: int | None
    state: str
    state_label: str
    order_type: str | None
    description: str | None
    resolution: str | None
    slot_day: date | None
    slot_start: time | None
    slot_end: time | None
    changed_at: datetime


@dataclass(frozen=True)
class TimelineLine:
    """A line of the log. `position` counts from 1 without gaps; an author is null for the system.

    Somebody who only sees public lines sees gaps where the internal ones are.
    """

    id: UUID
    position: int
    kind: str
    visibility: str
    body: str
    author_id: UUID | None
    author_name: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class TicketDetail(TicketRow):
    """All of a ticket but its timeline. Phone and e-mail are the customer's, where known; the city
    is that of the service, else the one its report named, else the customer's."""

    description: str
    phone: str | None
    email: str | None
    city: str | None
    contract_id: UUID | None
    service_address: str | None
    unit_serial: str | None
    unit: Unit | None
    created_by: UUID | None
    created_by_name: str | None
    resolution: str | None
    closing_text: str | None
    reopen_count: int
    orders: Sequence[OrderOfTicket]
