"""Keys and secrets of channel systems in PostgreSQL, and what the doors must know of all."""

import time
from collections import defaultdict
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
_READ = f"select {', '.join(columns_of(ChannelKey))} from"
_MAKE_KNOWN = f"""
insert into channel_system ({", ".join(columns_of(ChannelSystem))})
values ({", ".join(f"${at}" for at, _ in enumerate(columns_of(ChannelSystem), 1))})
on conflict do nothing
"""  # noqa: S608 - our own names


class SqlChannelKeys:
    """Implements the port `KnownKeys` for keys, `ChannelKeys` for secrets: each in a table of their
    own, so that no secret opens a door."""

    def __init__(self, kernel: Tx, memory: SystemMemory, table: str) -> None:
        self._kernel, self._memory, self._table = kernel, memory, table

    async def of(self, system: str) -> list[ChannelKey]:
        """Those that were ever given, the oldest first; locked."""
        statement = f"{_READ} {self._table} where system = $1 order by created_at, id for update"
        rows = await (await self._kernel.driver()).fetch(statement, system)
        return [setting_of(ChannelKey, row) for row in rows]

    async def add(self, key: ChannelKey) -> None:
        """One more, unless it was given before."""
        done = await (await self._kernel.driver()).execute(self._adding, *values_of(key))
        if done == "INSERT 0 1":
            await self._note("given", key.system)

    async def make_known(
        self, systems: Sequence[ChannelSystem], keys: Sequence[ChannelKey]
    ) -> None:
        """Those that are not known yet, by nobody's decision: no row of the audit."""
        connection = await self._kernel.driver()
        await connection.executemany(_MAKE_KNOWN, [tuple(values_of(each)) for each in systems])
        await connection.executemany(self._adding, [tuple(values_of(each)) for each in keys])
        forget_with(self._kernel, self._memory)

    async def end(self, ends: Mapping[UUID, datetime], system: str) -> None:
        """They open nothing from then on."""
        if ends:
            statement = f"""
                update {self._table} t set expires_at = x.at
                from unnest($1::uuid[], $2::timestamptz[]) as x(id, at) where t.id = x.id
            """  # noqa: S608 - as above
            connection = await self._kernel.driver()
            await connection.execute(statement, list(ends), list(ends.values()))
            await self._note("ended", system)

    @property
    def _adding(self) -> str:
        columns = columns_of(ChannelKey)
        places = ", ".join(f"${number}" for number in range(1, len(columns) + 1))
        return (
            f"insert into {self._table} ({', '.join(columns)}) values ({places})"  # noqa: S608 - as above
            " on conflict (digest) do nothing"
        )

    async def _note(self, deed: str, system: str) -> None:
        thing = self._table.removeprefix("channel_").replace("_", "-")
        await audit.append(self._kernel, f"channels.{thing}-{deed}", system)
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
    keys = await _all(connection, "channel_key")
    secrets = defaultdict(list)
    for secret in await _all(connection, "channel_signing_secret"):
        secrets[secret.system].append(secret)
    return SystemsNow(
        {system.code: system for system in systems},
        {system.address: system for system in systems if system.address},
        {key.digest: key for key in keys},
        bool(await connection.fetchval("select exists (select from ignored)")),
        secrets,
    )


async def _all(connection: Any, table: str) -> list[ChannelKey]:
    return [setting_of(ChannelKey, row) for row in await connection.fetch(f"{_READ} {table}")]
