"""A process frozen in the middle of a COPY keeps nobody from its partitions for long."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from chassis.database import dsn
from chassis.frozen_sessions import end_frozen
from chassis_testing.servers import CreateDatabase

pytestmark = pytest.mark.stack

# Holds a partition's fence, begins to copy, and stands still before its second row.
_COPIER = """
import asyncio, asyncpg, os, signal, sys

async def rows():
    yield b"calls\\t1\\t0\\n"
    os.kill(os.getpid(), signal.SIGSTOP)
    yield b"calls\\t2\\t0\\n"

async def main():
    limits = {"statement_timeout": "200ms", "idle_in_transaction_session_timeout": "200ms"}
    connection = await asyncpg.connect(sys.argv[1], server_settings=limits)
    async with connection.transaction():
        await connection.execute("insert into kernel_offset values ('calls', 0, 0)")
        await connection.copy_to_table("kernel_offset", source=rows())

asyncio.run(main())
"""

_TAKE = "insert into kernel_offset values ('calls', 0, 7)"
_WAITS_FOR_ROWS = """
select count(*) from pg_stat_activity
where datname = current_database() and wait_event = 'ClientRead' and query like 'COPY%'
"""


_SLEEPS = "select count(*) from pg_stat_activity where wait_event = 'PgSleep'"


async def seen(connection: "asyncpg.Connection[asyncpg.Record]", query: str) -> None:
    async with asyncio.timeout(30):
        while not await connection.fetchval(query):  # noqa: ASYNC110 - the server has no event
            await asyncio.sleep(0.02)


@asynccontextmanager
async def frozen(url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", _COPIER, url)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
            await process.wait()


async def test_an_heir_need_not_wait_for_a_process_that_stands_still_while_it_copies(
    create_database: CreateDatabase,
) -> None:
    """The server's own limits do not apply there: without `end_frozen` the lock stays."""
    url = dsn(await create_database("reporting"))
    heir = await asyncpg.connect(url, server_settings={"lock_timeout": "1s"})
    try:
        async with frozen(url) as process:
            await seen(heir, _WAITS_FOR_ROWS)
            with pytest.raises(asyncpg.LockNotAvailableError):
                await heir.execute(_TAKE)

            assert await end_frozen(heir, seconds=0.5) == 1
            await heir.execute(_TAKE)

            process.send_signal(signal.SIGCONT)
            assert await process.wait() != 0, "whoever wakes up must not believe in its rows"
        kept = await heir.fetch("select partition, next_offset from kernel_offset")
        assert [tuple(row) for row in kept] == [(0, 7)]
    finally:
        await heir.close()


async def test_who_works_or_rests_keeps_its_session(create_database: CreateDatabase) -> None:
    url = dsn(await create_database("reporting"))
    works, rests, looks = [await asyncpg.connect(url) for _ in range(3)]
    try:
        await rests.execute("begin")
        working = asyncio.ensure_future(works.execute("select pg_sleep(2)"))
        await seen(looks, _SLEEPS)

        assert await end_frozen(looks, seconds=0.0) == 0
        assert await rests.fetchval("select 1") == 1
        await working
    finally:
        for connection in (works, rests, looks):
            await connection.close()
