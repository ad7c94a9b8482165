"""What ties tickets to contacts and services, told by `tickets`. The key is the ticket's id."""

from typing import ClassVar
from uuid import UUID

from contracts import topics
from contracts.event import Event, Topic


class TicketContactLinkedV1(Event):
    """A contact belongs to this ticket, which was there before it.

    `instead_of` is the ticket somebody had chosen for the contact, where that one was not pending
    any more.
    """

    type: ClassVar[str] = "tickets.ticket-contact-linked.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    number: int
    contact_id: UUID
    instead_of: UUID | None = None


class TicketServiceKnownV1(Event):
    """The ticket is about this service of its customer. `unit_serial` is the only unit there."""

    type: ClassVar[str] = "tickets.ticket-service-known.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    contract_id: UUID
    address: str
    city: str
    unit_serial: str | None = None
