"""An order's own log: every step, by whom, when and from which side."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from orders.domain.events import By


class Kind(StrEnum):
    """What a line of the timeline is about."""

    OPENED = "opened"
    CUSTOMER_COMPLETED = "customer_completed"
    DISPATCH_REQUESTED = "dispatch_requested"
    DISPATCH_CONFIRMED = "dispatch_confirmed"
    DISPATCH_REFUSED = "dispatch_refused"
    MILESTONE = "milestone"
    FOLLOW_UP = "follow_up"
    RESCHEDULED = "rescheduled"
    SLOT_BOOKED = "slot_booked"
    RETURNED = "returned"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    LATE_EVENT = "late_event"
    DIVERGENCE = "divergence"
    RECONCILED = "reconciled"


@dataclass(frozen=True)
class Entry:
    """One line. `at` is when it happened at its source; `subject` names a milestone, what it was
    that came too late or how Iclass has the order; `body` is text for people."""

    id: UUID
    kind: Kind
    at: datetime
    by: By
    body: str = ""
    subject: str | None = None
