"""Whom the desk does not hear: senders of nonsense, wrong numbers that call every hour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

MOST_IGNORED = 20_000
IgnoredKind = Literal["email", "domain", "phone"]


@dataclass(frozen=True, slots=True)
class IgnoredSender:
    """An address, everybody of a domain, or a phone (E.164), as it is compared."""

    id: UUID
    kind: IgnoredKind
    value: str
    note: str
    added_by: UUID
    added_at: datetime


class Ignored(Protocol):
    """The list. Each change is written into the audit, by its id: values name persons."""

    async def page(self, after: tuple[datetime, UUID] | None, limit: int) -> list[IgnoredSender]:
        """The newest first."""

    async def among(self, said: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Which of these kinds and values are ignored."""

    async def add(self, sender: IgnoredSender) -> IgnoredSender:
        """One more; the one that is there if it was added before. Raises Conflict where the list is
        full."""

    async def remove(self, ignored_id: UUID) -> None:
        """Hear them again; raises NotFound."""
