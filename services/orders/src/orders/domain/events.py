"""What happened to an order, for those outside who follow it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from uuid import UUID

Side = Literal["platform", "iclass"]


@dataclass(frozen=True)
class Slot:
    """A promised visit: a day and a window in it, in the company's time zone."""

    day: date
    start: time
    end: time


@dataclass(frozen=True)
class By:
    """Who did it. `id` is None for technicians, who have no account here."""

    id: UUID | None
    name: str
    side: Side = "platform"


@dataclass(frozen=True)
class OrderOpened:
    by: By


@dataclass(frozen=True)
class OrderDispatchRequested:
    iclass_order_type: str
    by: By


@dataclass(frozen=True)
class OrderDispatched:
    number: str


@dataclass(frozen=True)
class OrderStarted:
    pass


@dataclass(frozen=True)
class FollowUpAdded:
    id: UUID
    by: By
    body: str
    at: datetime


@dataclass(frozen=True)
class OrderRescheduled:
    reason: str
    by: By


@dataclass(frozen=True)
class OrderReturned:
    reason: str
    by: By


@dataclass(frozen=True)
class SlotBooked:
    slot: Slot
    attempt: int
    in_iclass: bool
    by: By


@dataclass(frozen=True)
class OrderFinished:
    resolution: str
    observation: str | None
    in_iclass: bool
    by: By


@dataclass(frozen=True)
class OrderCancelled:
    reason: str
    in_iclass: bool
    by: By


@dataclass(frozen=True)
class OrderReconciled:
    note: str
    by: By


OrderEvent = (
    OrderOpened
    | OrderDispatchRequested
    | OrderDispatched
    | OrderStarted
    | FollowUpAdded
    | OrderRescheduled
    | OrderReturned
    | SlotBooked
    | OrderFinished
    | OrderCancelled
    | OrderReconciled
)
