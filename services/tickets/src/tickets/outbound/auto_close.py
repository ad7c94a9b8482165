"""Remembers, through due rows of the kernel, which tickets must close by themselves."""

from datetime import datetime, timedelta
from uuid import UUID

from chassis import due
from chassis.transactions import Tx

AUTO_CLOSE = "auto-close"


class DueAutoClose:
    """The `AutoClose` port."""

    def __init__(self, tx: Tx, days: int) -> None:
        self._tx = tx
        self._days = days

    async def schedule(self, ticket_id: UUID, finished_at: datetime) -> None:
        due_at = finished_at + timedelta(days=self._days)
        await due.schedule(self._tx, AUTO_CLOSE, ticket_id, due_at)

    async def cancel(self, ticket_id: UUID) -> None:
        await due.cancel(self._tx, AUTO_CLOSE, ticket_id)
