"""Those who reach for the same contact wait for one another before they take a connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID
from weakref import WeakValueDictionary


class Turnstile:
    """One at a time for each contact, in this process.

    PostgreSQL decides who is first; but a crowd that waited for it would hold all connections, and
    whoever wants something else would be told that the service is busy.
    """

    def __init__(self) -> None:
        # A lock is there as long as somebody holds it or waits.
        self._locks: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, contact_id: UUID) -> AsyncIterator[None]:
        """Wait for one's turn, in the order of coming."""
        lock = self._locks.setdefault(contact_id, asyncio.Lock())
        async with lock:
            yield
