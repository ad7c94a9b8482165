"""What forgetting a person, and telling a person what is known, needs of the outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

What = Literal["export", "erasure"]


@dataclass(frozen=True)
class Asking:
    """Who wants it, of whom, and until when the law wants it done."""

    what: What
    customer_id: UUID
    asked_by: UUID
    asked_by_name: str
    days: int


@dataclass(frozen=True)
class ReceiptView:
    """What one service answered: rows forgotten, or pieces told."""

    service: str
    rows: int
    received_at: datetime


@dataclass(frozen=True)
class PrivacyRequestView:
    """A request as it stands. It is done when nobody is `missing`."""

    request_id: UUID
    what: What
    customer_id: UUID
    asked_at: datetime
    asked_by_name: str
    deadline: datetime
    overdue: bool
    done: bool
    missing: list[str]
    receipts: list[ReceiptView]


@dataclass(frozen=True)
class ToldView:
    """Rows of one table of one service."""

    service: str
    table: str
    rows: list[dict[str, Any]]


class Privacy(Protocol):
    """The requests, inside a transaction. Asking tells every service."""

    async def ask(self, asking: Asking) -> UUID:
        """NotFound, if there is no such customer."""
        ...

    async def request(self, request_id: UUID) -> PrivacyRequestView:
        """NotFound."""
        ...

    async def told(self, request_id: UUID) -> list[ToldView]:
        """What an export brought so far."""
        ...
