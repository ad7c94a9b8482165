"""PostgreSQL ends a session whose process was not listening: nobody's record is at fault."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.database import dsn, is_outage
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
