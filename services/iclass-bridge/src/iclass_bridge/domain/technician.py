"""What technicians do, as their app tells it, and what becomes of such news here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class VisitState(StrEnum):
    """Where a work order is in Iclass."""

    SCHEDULED = "scheduled"
    DELIVERED = "delivered"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    RESCHEDULED = "rescheduled"
    COMPLETED = "completed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


CLOSED = frozenset({VisitState.COMPLETED, VisitState.REJECTED, VisitState.CANCELLED})


class Deed(StrEnum):
    """What was done. All but a follow-up lead to the visit state of the same name."""

    DELIVERED = "delivered"
    EN_ROUTE = "en_route"
    ON_SITE = "on_site"
    FOLLOW_UP = "follow_up"
    RESCHEDULED = "rescheduled"
    COMPLETED = "completed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class TechnicianEvent:
    """One deed. `sequence` counts within a work order at its source; `id` is the same however
    often and through whichever door the event comes."""

    id: UUID
    order_id: UUID
    number: str
    deed: Deed
    sequence: int
    at: datetime
    technician: str
    text: str = ""
    resolution: str | None = None
    observation: str | None = None


class Status(StrEnum):
    """What became of an event in the raw inbox.

    `superseded`: a newer one of the same work order was applied before. `contradictory`: it cannot
    be true together with what is known, so a divergence was told. The last two had no effect and
    can be replayed.
    """

    APPLIED = "applied"
    SUPERSEDED = "superseded"
    CONTRADICTORY = "contradictory"
    UNKNOWN_ORDER = "unknown-order"
    NOT_DISPATCHED = "not-dispatched"


WAITING = frozenset({Status.UNKNOWN_ORDER, Status.NOT_DISPATCHED})
