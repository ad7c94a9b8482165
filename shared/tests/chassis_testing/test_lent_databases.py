"""A test never sees what another one has left in a database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest
import pytest_asyncio

from chassis_testing.as_made import look
from chassis_testing.lent_databases import LentDatabases
from local_stack.stack import Stack

pytestmark = pytest.mark.stack

PACKAGE = "directory"
_TRIES = 3
_OUTGOING = """
insert into kernel_outbox (shard, topic, events, body) values (0, 't', 0, '[]')
"""


@pytest_asyncio.fixture
async def lent(stack: Stack) -> LentDatabases:
    """With none given back yet."""
    return LentDatabases(stack.postgres)


@asynccontextmanager
async def connected(stack: Stack, url: str) -> AsyncIterator[asyncpg.Connection]:
    async with stack.postgres.databases.connect(url.rpartition("/")[2]) as connection:
        yield connection


async def identity(connection: asyncpg.Connection) -> int:
    """The same whatever its name is."""
    return int(
        await connection.fetchval("select oid from pg_database where datname = current_database()")
    )


async def test_what_a_test_has_written_is_gone_and_what_was_there_is_back(
    stack: Stack, lent: LentDatabases
) -> None:
    """Where the server is busy with one in the background, it is made anew instead."""
    for _ in range(_TRIES):
        if await _is_given_again(stack, lent):
            return
    pytest.fail("it was made anew every time")


async def _is_given_again(stack: Stack, lent: LentDatabases) -> bool:
    first = await lent.lend(PACKAGE)
    async with connected(stack, first) as connection:
        before, used = await look(connection), await identity(connection)
        assert before.rows
        assert before.sequences
        tables = ", ".join(f"{schema}.{name}" for schema, name in before.rows)
        await connection.execute(f"truncate {tables} cascade")
        await connection.execute(_OUTGOING)
        assert await look(connection) != before
    stays = await asyncpg.connect(first.replace("+asyncpg", ""))

    await lent.take_back(PACKAGE, first)

    second = await lent.lend(PACKAGE)
    assert second != first
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await stays.execute("select 1")
    async with connected(stack, second) as connection:
        if await identity(connection) != used:
            return False
        assert await look(connection) == before
    return True


@pytest.mark.parametrize(
    "change",
    [
        "alter table kernel_outbox add column more int",
        "alter table kernel_due enable row level security",
        "drop table kernel_due",
        "create table left_behind (n int)",
        "create schema left_behind",
        "create function left_behind() returns int language sql as 'select 1'",
        "analyze kernel_outbox",
    ],
)
async def test_one_whose_shape_was_changed_is_nobodys(
    stack: Stack, lent: LentDatabases, change: str
) -> None:
    first = await lent.lend(PACKAGE)
    async with connected(stack, first) as connection:
        before, used = await look(connection), await identity(connection)
        await connection.execute(_OUTGOING)
        await connection.execute(change)

    await lent.take_back(PACKAGE, first)

    second = await lent.lend(PACKAGE)
    async with connected(stack, second) as connection:
        assert await identity(connection) != used
        found = await look(connection)
        # Another copy of the template, which the server may have tidied up in the meantime.
        assert (found.rows, found.sequences) == (before.rows, before.sequences)
