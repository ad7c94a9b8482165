"""PostgreSQL ends a session whose process was not listening: nobody's record is at fault."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.database import dsn, is_outage
from chassis.relay import Relay
from chassis.wake import Bell, Notifier
from chassis_testing.servers import CreateDatabase

pytestmark = pytest.mark.stack

_END = """
import asyncio, asyncpg, sys
async def main():
    connection = await asyncpg.connect(sys.argv[1])
    await connection.fetchval("select pg_terminate_backend($1)", int(sys.argv[2]))
    await connection.close()
asyncio.run(main())
"""

Work = Callable[["asyncpg.Connection[asyncpg.Record]"], Awaitable[object]]


def end(url: str, session: int) -> None:
    """By another process, while this one stands still."""
    subprocess.run([sys.executable, "-c", _END, url, str(session)], check=True)


async def ask(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    await connection.fetch("select $1::int", 1)


async def copy(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    rows = [(f"{number}", 0, number) for number in range(5_000)]
    columns = ("topic", "partition", "next_offset")
    await connection.copy_records_to_table("kernel_offset", records=rows, columns=columns)


@pytest.mark.parametrize("work", [ask, copy])
@pytest.mark.parametrize("is_begun", [False, True], ids=["before", "within"])
async def test_a_statement_whose_session_was_ended_is_an_outage(
    create_database: CreateDatabase, work: Work, is_begun: bool
) -> None:
    """`is_begun`: the statement was understood and not yet carried out; the driver then says that
    it is confused, and not that the session is over."""
    url = dsn(await create_database("reporting"))
    connection = await asyncpg.connect(url)
    try:
        doing = asyncio.ensure_future(work(connection))
        if is_begun:
            await asyncio.sleep(0)
        end(url, connection.get_server_pid())
        with pytest.raises(Exception) as failed:  # noqa: PT011 - which one is what is asked
            await doing
    finally:
        connection.terminate()

    assert is_outage(failed.value), repr(failed.value)


async def test_the_first_words_of_an_engine_may_be_its_last(
    create_database: CreateDatabase,
) -> None:
    """An error of the driver that has no state of the server, as SQLAlchemy passes it on."""
    url = await create_database("reporting")
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None
            doing = asyncio.ensure_future(connection.execute(text("select 1")))
            await asyncio.sleep(0)
            end(dsn(url), raw.get_server_pid())
            with pytest.raises(Exception) as failed:  # noqa: PT011 - as above
                await doing
    finally:
        await engine.dispose()

    assert is_outage(failed.value), repr(failed.value)


class _Ended(asyncpg.Connection):
    """Its session is ended when its first statement with a value is understood, and not yet
    carried out; those that follow it are left alone."""

    url = ""
    ended = 0
    followed: asyncio.Event

    async def _at_first(self, statement: Any) -> Any:
        if _Ended.ended:
            _Ended.followed.set()
            return await statement
        _Ended.ended += 1
        doing = asyncio.ensure_future(statement)
        await asyncio.sleep(0)
        end(_Ended.url, self.get_server_pid())
        return await doing

    async def execute(self, *words: Any, **more: Any) -> Any:
        if len(words) == 1:  # the driver's own, without a value
            return await super().execute(*words, **more)
        return await self._at_first(super().execute(*words, **more))

    async def fetchval(self, *words: Any, **more: Any) -> Any:
        return await self._at_first(super().fetchval(*words, **more))


async def _relays(url: str, bell: Bell) -> None:
    async def no_broker() -> Any:
        raise OSError

    await Relay(url, no_broker, bell).run()


async def _notifies(url: str, bell: Bell) -> None:
    await Notifier(url, bell).run()


@pytest.mark.parametrize("part", [_relays, _notifies])
async def test_a_part_whose_session_is_ended_opens_another(
    create_database: CreateDatabase,
    monkeypatch: pytest.MonkeyPatch,
    part: Callable[[str, Bell], Awaitable[None]],
) -> None:
    """In every process of an api, and in every worker: else a restart of PostgreSQL ends them."""
    url, bell = dsn(await create_database("reporting")), Bell()
    monkeypatch.setattr(_Ended, "url", url)
    monkeypatch.setattr(_Ended, "ended", 0)
    monkeypatch.setattr(_Ended, "followed", asyncio.Event(), raising=False)
    monkeypatch.setattr(asyncpg, "connect", partial(asyncpg.connect, connection_class=_Ended))
    bell.ring()
    running = asyncio.ensure_future(part(url, bell))
    followed = asyncio.ensure_future(_Ended.followed.wait())
    try:
        while not (running.done() or followed.done()):
            bell.ring()
            await asyncio.wait((running, followed), timeout=0.1, return_when="FIRST_COMPLETED")
        assert followed.done(), running.exception()
    finally:
        running.cancel()
        followed.cancel()


async def test_a_server_that_only_reads_is_an_outage(create_database: CreateDatabase) -> None:
    """As a standby after a failover: the record that could not be written is not at fault."""
    connection = await asyncpg.connect(dsn(await create_database("reporting")))
    try:
        await connection.execute("set default_transaction_read_only = on")
        with pytest.raises(asyncpg.ReadOnlySQLTransactionError) as failed:
            await copy(connection)
    finally:
        await connection.close()

    assert is_outage(failed.value)
