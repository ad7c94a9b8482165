"""What people see of orders."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID


@dataclass(frozen=True)
class OrderTypeView:
    """A kind of work, with its label for people and what Iclass calls it."""

    code: str
    label: str
    iclass_order_type: str | None


@dataclass(frozen=True)
class SlotView:
    """A promised visit: a day and a window, in the company's time zone."""

    day: date
    start: time
    end: time


@dataclass(frozen=True)
class OrderRow:
    """One line of the list of orders."""

    id: UUID
    number: int
    state: str
    state_label: str
    order_type: str | None
    order_type_label: str | None
    created_at: datetime
    ticket_id: UUID
    ticket_number: int
    description: str
    resolution: str | None
    observation: str | None
    address: str | None
    city: str | None
    customer_number: str | None
    customer_name: str | None
    customer_phone: str | None
    created_by: str
    closed_by: str | None
    closed_at: datetime | None
    closed_via: str | None
    area: str
    slot: SlotView | None
    dispatch_state: str
    needs_reconciliation: bool


@dataclass(frozen=True)
class CustomerView:
    """The customer's full data as the order has them, with the place on the map."""

    id: UUID | None
    number: str | None
    name: str | None
    national_id: str | None
    phone: str | None
    address: str | None
    city: str | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class EntryView:
    """A line of the timeline. `source` is `platform` or `iclass`."""

    id: UUID
    kind: str
    at: datetime
    author: str
    source: str
    subject: str | None
    body: str


@dataclass(frozen=True)
class BookedSlotView:
    """A visit that was promised at some time; the last attempt is the one that counts."""

    attempt: int
    day: date
    start: time
    end: time
    booked_at: datetime
    booked_by: str


@dataclass(frozen=True)
class ExternalRefView:
    """A number another system gave the order."""

    system: str
    id: str
    valid_from: datetime
    valid_to: datetime | None


@dataclass(frozen=True)
class DispatchView:
    """The order's stay in Iclass."""

    state: str
    iclass_order_type: str | None
    requested_at: datetime | None
    requested_by: str | None
    reason: str | None
    external_refs: list[ExternalRefView]
    iclass_state: str | None
    iclass_state_at: datetime | None


@dataclass(frozen=True)
class OrderDetail(OrderRow):
    """Everything about one order; follow-ups and late events are in the timeline too.

    `allowed_actions` is what whoever looks may do to it now.
    """

    ticket_state: str | None
    cancel_reason: str | None
    customer: CustomerView
    dispatch: DispatchView
    slots: list[BookedSlotView]
    follow_ups: list[EntryView]
    late_events: list[EntryView]
    timeline: list[EntryView]
    allowed_actions: list[str]
