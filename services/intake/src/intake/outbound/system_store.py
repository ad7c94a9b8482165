"""Keys of channel systems in PostgreSQL, and what the doors must know of all."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis import audit
from chassis.transactions import Tx
from intake.application.channel_systems import SystemMemory, SystemsNow
from intake.domain.channel_system import ChannelKey, ChannelSystem
from intake.outbound.forgetting import forget_with
from intake.outbound.setting_rows import columns_of, setting_of, values_of

_SYSTEMS = f"select {', '.join(columns_of(ChannelSystem))} from channel_system"  # noqa: S608 - our own names
_KEYS = f"select {', '.join(columns_of(ChannelKey))} from channel_key"  # noqa: S608 - as above
_OF = f"{_KEYS} where system = $1 order by created_at, id for update"
_ADD = """
insert into channel_key (id, system, digest, created_at, expires_at) values ($1, $2, $3, $4, $5)
on conflict (digest) do nothing
"""
_MAKE_KNOWN = f"""
insert into channel_system ({", ".join(columns_of(ChannelSystem))})
values ({", ".join(f"${at}" for at, _ in enumerate(columns_of(ChannelSystem), 1))})
on conflict do nothing
"""  # noqa: S608 - our own names
_END = """
update channel_key set expires_at = x.at from unnest($1::uuid[], $2::timestamptz[]) as x(id, at)
where channel_key.id = x.id
"""


class SqlChannelKeys:
    """Implements the port `ChannelKeys`."""

    def __init__(self, kernel: Tx, memory: SystemMemory) -> None:
        self._kernel, self._memory = kernel, memory

    async def of(self, system: str) -> list[ChannelKey]:
        """Those that were ever given, the oldest first; locked."""
        rows = await (await self._kernel.driver()).fetch(_OF, system)
        return [setting_of(ChannelKey, row) for row in rows]

    async def add(self, key: ChannelKey) -> None:
        """One more, unless it was given before."""
        values = (key.id, key.system, key.digest, key.created_at, key.expires_at)
        done = await (await self._kernel.driver()).execute(_ADD, *values)
        if done == "INSERT 0 1":
            await self._note("given", key.system)

    async def make_known(
        self, systems: Sequence[ChannelSystem], keys: Sequence[ChannelKey]
    ) -> None:
        """Those that are not known yet, by nobody's decision: no row of the audit."""
        connection = await self._kernel.driver()
        await connection.executemany(_MAKE_KNOWN, [tuple(values_of(each)) for each in systems])
        await connection.executemany(_ADD, [tuple(values_of(each)) for each in keys])
        forget_with(self._kernel, self._memory)

    async def end(self, ends: Mapping[UUID, datetime], system: str) -> None:
        """They open nothing from then on."""
        if ends:
            connection = await self._kernel.driver()
            await connection.execute(_END, list(ends), list(ends.values()))
            await self._note("ended", system)

    async def _note(self, deed: str, system: str) -> None:
        await audit.append(self._kernel, f"channels.key-{deed}", system)
        forget_with(self._kernel, self._memory)


class SqlDoors:
    """Implements the port `Doors`."""

    def __init__(self, kernel: Tx, memory: SystemMemory) -> None:
        self._kernel, self._memory = kernel, memory

    async def now(self) -> SystemsNow:
        """As it is, or was some moments ago."""
        known = self._memory.recall()
        return await self.read() if known is None else known

    async def read(self) -> SystemsNow:
        """As it is."""
        connection = await self._kernel.driver()
        begun_at = time.monotonic()
        known = await _read(connection)
        self._memory.keep(known, begun_at)
        return known


async def _read(connection: Any) -> SystemsNow:
    systems = [setting_of(ChannelSystem, row) for row in await connection.fetch(_SYSTEMS)]
    keys = [setting_of(ChannelKey, row) for row in await connection.fetch(_KEYS)]
    return SystemsNow(
        {system.code: system for system in systems},
        {system.address: system for system in systems if system.address},
        {key.digest: key for key in keys},
        bool(await connection.fetchval("select exists (select from ignored)")),
    )
