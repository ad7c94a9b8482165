"""The life of a ticket, told by `tickets`. The key is the ticket's id."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Topic


class TicketRegisteredV1(Event):
    """A question or problem became work. Customer data are as known at this moment."""

    type: ClassVar[str] = "tickets.ticket-registered.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    number: int
    title: str
    description: str
    area: str
    registered_at: AwareDatetime
    category: str | None = None
    priority: Literal["high", "medium", "low"] = "medium"
    contact_id: UUID | None = None
    customer_id: UUID | None = None
    customer_name: str | None = None
    customer_phone: str | None = None
    customer_email: str | None = None
    city: str | None = None
    created_by: UUID | None = None
    contract_id: UUID | None = None
    service_address: str | None = None


class TicketAssignedV1(Event):
    """An area, and perhaps one person of it, owns the ticket now."""

    type: ClassVar[str] = "tickets.ticket-assigned.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    area: str
    account_id: UUID | None = None
    account_name: str | None = None


class TicketRecategorizedV1(Event):
    """It is about something else than was said first: this category of the catalogue."""

    type: ClassVar[str] = "tickets.ticket-recategorized.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    category: str


class TicketRetitledV1(Event):
    """It is called something else than it was registered as: no person had chosen that title."""

    type: ClassVar[str] = "tickets.ticket-retitled.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    title: str


class TicketStartedV1(Event):
    """Somebody works on it."""

    type: ClassVar[str] = "tickets.ticket-started.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID


class TicketEntryAddedV1(Event):
    """A line of the ticket's timeline. `public` lines may be shown to the customer."""

    type: ClassVar[str] = "tickets.ticket-entry-added.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    entry_id: UUID
    kind: Literal["comment", "resolution", "note"]
    visibility: Literal["public", "internal"]
    author: UUID | None
    body: str


class TicketCustomerLinkedV1(Event):
    """The ticket's customer became known after it was registered."""

    type: ClassVar[str] = "tickets.ticket-customer-linked.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    customer_id: UUID
    customer_name: str | None = None
    customer_phone: str | None = None
    customer_email: str | None = None
    city: str | None = None


class TicketFinishedV1(Event):
    """The service is restored or a solution was given."""

    type: ClassVar[str] = "tickets.ticket-finished.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    resolution: str
    finished_by: UUID | None


class TicketClosedV1(Event):
    """Definitively closed. Open orders of it live on.

    `closing_text` is what the customer is told, if the company has that switched on; `area` the one
    whose work it was.
    """

    type: ClassVar[str] = "tickets.ticket-closed.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    number: int
    title: str
    closing_text: str
    open_order_count: int
    closed_by: UUID | None
    customer_id: UUID | None = None
    customer_name: str | None = None
    customer_email: str | None = None
    area: str | None = None


class TicketReopenedV1(Event):
    """Finished or closed work continues, in process, with its last assignee."""

    type: ClassVar[str] = "tickets.ticket-reopened.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    reopened_by: UUID | None
    reopen_count: int


class TicketCancelledV1(Event):
    """Ended without a solution, for ever. `duplicate_of` is the ticket that goes on instead."""

    type: ClassVar[str] = "tickets.ticket-cancelled.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    reason: str
    cancelled_by: UUID | None
    duplicate_of: UUID | None = None
