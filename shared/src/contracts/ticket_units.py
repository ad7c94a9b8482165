"""Which unit a ticket is about, told by `tickets`. The key is the ticket's id."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from contracts import topics
from contracts.event import Event, Topic


class TicketUnitKnownV1(Event):
    """The unit was identified; this is what was known of it at that moment."""

    type: ClassVar[str] = "tickets.ticket-unit-known.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    ticket_id: UUID
    serial: str
    item_number: str | None
    kind: str | None
    warranty_until: date | None
    contract_id: UUID | None
