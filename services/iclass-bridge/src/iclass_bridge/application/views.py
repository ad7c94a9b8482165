"""What people see of dispatches."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class DispatchRow:
    """One line of the list. Both sides' last known states stand side by side."""

    position: int
    order_id: UUID
    order_number: int
    state: str
    iclass_order_type: str
    work_order_number: str | None
    platform_state: str | None
    platform_state_at: datetime | None
    iclass_state: str | None
    iclass_state_at: datetime | None
    requested_at: datetime
    refusal: str | None
    diverged: bool


@dataclass(frozen=True)
class ExternalRefView:
    """A number Iclass gave the order."""

    system: str
    id: str
    valid_from: datetime
    valid_to: datetime | None


@dataclass(frozen=True)
class EventView:
    """A technician's event as it came, and what became of it."""

    position: int
    event_id: UUID
    order_id: UUID
    work_order_number: str
    kind: str
    sequence: int
    occurred_at: datetime
    received_at: datetime
    door: str
    status: str
    technician: str
    body: Any


@dataclass(frozen=True)
class CallView:
    """Something Iclass was, or is still to be, asked."""

    id: UUID
    operation: str
    state: str
    attempts: int
    last_error: str | None
    requested_at: datetime
    due_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class DispatchDetail(DispatchRow):
    """Everything that went to and fro about one order; the newest five hundred events."""

    external_refs: list[ExternalRefView]
    events: list[EventView]
    calls: list[CallView]
