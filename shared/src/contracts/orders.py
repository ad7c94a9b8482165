"""The life of a service order, told by `orders`. The key is the order's id."""

from datetime import date, time
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Part, Topic


class Slot(Part):
    """A promised visit: a day and a window, in the company's time zone."""

    day: date
    start: time
    end: time


class OrderOpenedV1(Event):
    """Level 1 handed the work to the technical area."""

    type: ClassVar[str] = "orders.order-opened.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    number: int
    ticket_id: UUID
    ticket_number: int
    area: str
    description: str
    order_type: str | None = None
    customer_id: UUID | None = None
    customer_number: str | None = None
    customer_name: str | None = None
    customer_phone: str | None = None
    address: str | None = None
    city: str | None = None
    created_by: UUID | None = None


class OrderDispatchRequestedV1(Event):
    """Somebody wants this order in Iclass. Carries all that Iclass must be told."""

    type: ClassVar[str] = "orders.order-dispatch-requested.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    number: int
    iclass_order_type: str
    description: str
    customer_name: str
    customer_phone: str
    address: str
    city: str
    customer_national_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    slot: Slot | None = None
    requested_by: UUID | None = None
    customer_id: UUID | None = None


class OrderDispatchedV1(Event):
    """Iclass has the order, under a number of its own."""

    type: ClassVar[str] = "orders.order-dispatched.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    work_order_number: str


class OrderStartedV1(Event):
    """Technicians are at it."""

    type: ClassVar[str] = "orders.order-started.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID


class OrderFollowUpAddedV1(Event):
    """A line in the order's own, internal log."""

    type: ClassVar[str] = "orders.order-follow-up-added.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID
    follow_up_id: UUID
    source: Literal["platform", "iclass"]
    author: str
    body: str
    at: AwareDatetime


class OrderRescheduledV1(Event):
    """The visit failed; the order awaits a new slot."""

    type: ClassVar[str] = "orders.order-rescheduled.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID
    reason: str
    source: Literal["platform", "iclass"]


class OrderReturnedV1(Event):
    """The technician sent it back to the dispatcher: the order is open again, out of Iclass."""

    type: ClassVar[str] = "orders.order-returned.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID
    reason: str
    source: Literal["platform", "iclass"]


class OrderSlotBookedV1(Event):
    """A visit was promised; the order is open again. `in_iclass`: Iclass must be told."""

    type: ClassVar[str] = "orders.order-slot-booked.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID
    slot: Slot
    attempt: int
    in_iclass: bool
    booked_by: UUID | None


class OrderFinishedV1(Event):
    """The work is done; nobody has to copy that anywhere."""

    type: ClassVar[str] = "orders.order-finished.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID
    resolution: str
    closed_via: Literal["platform", "iclass"]
    closed_by: str
    in_iclass: bool
    observation: str | None = None


class OrderCancelledV1(Event):
    """Ended without the work being done."""

    type: ClassVar[str] = "orders.order-cancelled.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID
    reason: str
    in_iclass: bool
    cancelled_by: UUID | None


class OrderReconciledV1(Event):
    """A person looked at what the two sides said of it, and wrote down how it is."""

    type: ClassVar[str] = "orders.order-reconciled.v1"
    topic: ClassVar[Topic] = topics.ORDERS

    order_id: UUID
    ticket_id: UUID
    note: str
    reconciled_by: UUID | None
