"""Which shards of the outbox a relay publishes: each has one owner at a time, by advisory lock;
where several relays run, each has a part."""

import asyncio
from collections.abc import Sequence
from math import ceil

from chassis.database import Driver
from chassis.outbox import SHARDS

_LOCK_CLASS = 0x7E60
_LOOK_SECONDS = 2.0

# By the names of their connections, one's own among them.
RELAY = "relay"
_RELAYS = f"""
select count(*) from pg_stat_activity
where datname = current_database() and usename = current_user and application_name = '{RELAY}'
"""  # noqa: S608 - a word of our own


class Shards:
    """What one connection owns, at most so many; they are its own as long as it lives."""

    def __init__(self, connection: Driver, most: int) -> None:
        self.owned: list[int] = []
        self._connection = connection
        self._most = most
        self._relays = 0
        self._looked_at = -_LOOK_SECONDS

    async def look(self) -> None:
        """Every two seconds: leave others their part, and take what is free."""
        now = asyncio.get_running_loop().time()
        if now - self._looked_at < _LOOK_SECONDS:
            return
        before, self._relays = self._relays, await self._connection.fetchval(_RELAYS)
        most = self._most
        if self._relays > before:
            # Whoever came has until the next look to take its part.
            most = min(most, ceil(SHARDS / self._relays))
            await leave_shards(self._connection, self.owned[most:])
            del self.owned[most:]
        self.owned += await claim_shards(self._connection, self.owned, most)
        self._looked_at = now


async def claim_shards(connection: Driver, owned: Sequence[int], most: int) -> list[int]:
    """Take free shards, up to `most` in all; they stay ours as long as the connection lives."""
    claimed: list[int] = []
    for shard in range(SHARDS):
        if shard in owned or len(owned) + len(claimed) >= most:
            continue
        if await connection.fetchval("select pg_try_advisory_lock($1, $2)", _LOCK_CLASS, shard):
            claimed.append(shard)
    return claimed


async def leave_shards(connection: Driver, shards: Sequence[int]) -> None:
    """Let others have these."""
    leave = "select pg_advisory_unlock($1, s) from unnest($2::int[]) s"
    await connection.execute(leave, _LOCK_CLASS, shards)
