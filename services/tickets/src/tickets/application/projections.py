"""What is kept of other services' things. Each stands alone: nothing here needs a ticket."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from tickets.domain.people import Requester


@dataclass(frozen=True)
class CustomerState:
    """A customer as it is at this version."""

    customer_id: UUID
    version: int
    number: str
    known: Requester


@dataclass(frozen=True)
class OrderState:
    """News of an order: its state at this version, and whatever else the news tells."""

    order_id: UUID
    ticket_id: UUID
    version: int
    state: str
    changed_at: datetime
    number: int | None = None
    description: str | None = None
    order_type: str | None = None
    resolution: str | None = None
    slot_day: date | None = None
    slot_start: time | None = None
    slot_end: time | None = None
