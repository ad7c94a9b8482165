"""How a commit tells the relay that there is work, without a NOTIFY in any business transaction."""

import asyncio
import contextlib

import asyncpg

from chassis.database import SESSION_FAILED

CHANNEL = "kernel_outbox"
_COALESCE_SECONDS = 0.02


class Bell:
    """Rings inside this process. Any number of rings while nobody waits count as one."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """There is something to do."""
        self._event.set()

    async def wait(self, seconds: float) -> bool:
        """Wait for a ring, at most this long. True if it rang."""
        rang = True
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            rang = False
        self._event.clear()
        return rang


class Notifier:
    """Carries the bell to the worker process: one NOTIFY per 20 ms, on a connection of its own.

    NOTIFY takes a global lock until commit; inside business transactions it would halve their
    rate. A lost ring is healed by the relay's polling.
    """

    def __init__(self, dsn: str, bell: Bell) -> None:
        self._dsn = dsn
        self._bell = bell

    async def run(self) -> None:
        """For ever; reconnects when the connection is lost."""
        while True:
            with contextlib.suppress(*SESSION_FAILED):
                await self._session()
            await asyncio.sleep(1.0)

    async def _session(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=5)
        try:
            while True:
                if await self._bell.wait(60.0):
                    await connection.execute("select pg_notify($1, '')", CHANNEL)
                    await asyncio.sleep(_COALESCE_SECONDS)
        finally:
            connection.terminate()
