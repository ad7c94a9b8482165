"""Call-backs as the use-cases see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.reach import Who
from intake.domain.call_backs import AttemptOutcome, CallBack, CallBackState

STATE_LABELS = {
    "open": "PENDIENTE",
    "done": "REALIZADA",
    "failed": "FALLIDA",
    "cleared": "RESUELTA",
}


@dataclass(frozen=True, slots=True)
class CallBackRow:
    """Somebody to be called back: `missed` calls of one phone since they last got through.
    `contact_id` is the latest; `attempts` are ours."""

    id: UUID
    phone: str | None
    queue: str
    contact_id: UUID
    contact_number: int
    customer_id: UUID | None
    name: str | None
    city: str | None
    missed: int
    first_missed_at: datetime
    last_missed_at: datetime
    due_at: datetime
    overdue: bool
    state: str
    label: str
    attempts: int
    last_outcome: str | None
    last_attempt_at: datetime | None
    note: str | None


@dataclass(frozen=True, slots=True)
class CallBackQuery:
    """A page of those in a state, the first due first."""

    state: CallBackState
    queue: str | None
    after: tuple[datetime, UUID] | None
    limit: int


@dataclass(frozen=True, slots=True)
class CallBackCounts:
    """How many are to be called, and how many of those should have been by now."""

    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of calling somebody back."""

    outcome: AttemptOutcome
    note: str | None
    by: UUID
    at: datetime


class CallBacks(Protocol):
    """Who is to be called back."""

    async def page(self, query: CallBackQuery) -> list[CallBackRow]:
        """Up to `limit` rows."""

    async def counts(self, who: Who) -> CallBackCounts:
        """Those that are open, none higher than HIGHEST_COUNT; of who sees no contacts, none."""

    async def row(self, call_back_id: UUID) -> CallBackRow:
        """One; raises NotFound."""

    async def get(self, call_back_id: UUID) -> CallBack:
        """One, locked; raises NotFound."""

    async def save(self, call_back: CallBack, attempt: Attempt) -> None:
        """After an attempt."""
