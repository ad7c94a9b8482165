"""The read model once more, made of the topics alone: both must say the same.

The product's own handlers fill an empty database, batch by batch, from records that this harness
has read. What they made stays with the world, and the next run goes on from there.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg
from tests.faults.evidence.records import Record

from chassis.batches import Batches
from chassis.database import build_engine, dsn
from chassis.handlers import Subscriptions
from chassis.migrations import migrate
from chassis.row_security import SYSTEM_SESSION
from chassis.transactions import Database
from local_stack.parts.postgres import Postgres
from reporting.app import define
from reporting.settings import Settings
from reporting.tables import METADATA
from reporting.transaction import Transaction

_DATABASE = "rebuilt"
_BATCH = 500
_SHOWN = 3
_DIGEST = "select count(*) as n, md5(string_agg(t::text, e'\\n' order by t::text)) as sum from {} t"
_ROWS = "select t::text as row from {} t order by 1"


class Rebuilt:
    """A second read model, on the same server."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres
        self._subscriptions = Subscriptions(define(Settings.model_construct()).handles)
        self._batches: Batches[Transaction] | None = None
        self._database: Database[Transaction] | None = None

    async def differences(self, records: Sequence[Record]) -> list[str]:
        """Apply what was told since the last time; how the two differ, in sentences."""
        await self.close()  # the server may have been away since the last time
        batches = self._batches or await self._open()
        wanted = [each for each in records if each.topic in self._subscriptions.topics]
        for start in range(0, len(wanted), _BATCH):
            await batches.apply(wanted[start : start + _BATCH])
        return [
            sentence for table in METADATA.tables for sentence in await self._compare(str(table))
        ]

    async def close(self) -> None:
        """Let go of its connections."""
        if self._database is not None:
            await self._database.engine.dispose()

    async def _open(self) -> Batches[Transaction]:
        url = await self._postgres.create_database(_DATABASE)
        await asyncio.to_thread(migrate, "reporting", url)
        engine = build_engine(url, name=_DATABASE, pool=2)
        self._database = Database(engine, service="reporting", shape=Transaction, wake=lambda: None)
        self._batches = Batches(self._database, self._subscriptions)
        return self._batches

    async def _compare(self, table: str) -> list[str]:
        live = await self._ask("reporting", _DIGEST, table)
        again = await self._ask(_DATABASE, _DIGEST, table)
        if live == again:
            return []
        rows = [await self._ask(name, _ROWS, table) for name in ("reporting", _DATABASE)]
        shown, told = ({row[0] for row in each} for each in rows)
        return [
            f"reporting shows {len(shown - told)} rows of {table} that the topics do not tell, "
            f"{sorted(shown - told)[:_SHOWN]}, and lacks {sorted(told - shown)[:_SHOWN]}"
        ]

    async def _ask(self, database: str, query: str, table: str) -> list[tuple[Any, ...]]:
        address = dsn(self._postgres.url(database))
        connection = await asyncpg.connect(address, server_settings=SYSTEM_SESSION)
        try:
            return [tuple(row) for row in await connection.fetch(query.format(table))]
        finally:
            await connection.close()
