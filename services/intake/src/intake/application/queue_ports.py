"""What waits in the queues."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class QueueNow:
    """Free contacts of a queue that came within the last day, and the oldest of them."""

    waiting: int
    oldest: datetime | None


class Waiting(Protocol):
    """Free contacts by queue."""

    async def now(self, queues: Collection[str]) -> Mapping[str, QueueNow]:
        """Of each of these queues; counting stops at a thousand."""
