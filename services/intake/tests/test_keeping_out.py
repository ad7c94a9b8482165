"""What is told of the forgotten again is kept without what is personal, by whoever writes it."""

from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import pytest_asyncio

from chassis.database import Driver, dsn
from chassis.row_security import SYSTEM_SESSION
from chassis_testing.servers import CreateDatabase

_CONTACT = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
  accepted_at, customer_id, name, city)
values ($1, 'pbx', 'call', $1::uuid::text, 1, 'closed', 'calls', now(), now(), $2, 'Ana', 'Rosario')
"""
_ERASED = "insert into kernel_erased (customer_id, request_id) values ($1, $1)"


@pytest_asyncio.fixture
async def url(create_database: CreateDatabase) -> str:
    """An empty database of intake."""
    return dsn(await create_database("intake"))


@pytest_asyncio.fixture
async def writer(url: str) -> AsyncIterator[Driver]:
    """Somebody who writes contacts."""
    connection = await asyncpg.connect(url, server_settings=SYSTEM_SESSION)
    yield connection
    await connection.close()


async def _names(writer: Driver) -> dict[UUID, str | None]:
    rows = await writer.fetch("select id, name from contact where city = 'Rosario'")
    return {row["id"]: row["name"] for row in rows}


async def test_a_transaction_that_wrote_before_keeps_out_who_was_forgotten_meanwhile(
    url: str, writer: Driver
) -> None:
    """Row 42: that nobody was forgotten holds for one statement, not for the transaction."""
    person, other, first, second, third = (uuid4() for _ in range(5))
    async with writer.transaction():
        await writer.execute(_CONTACT, first, person)
        eraser = await asyncpg.connect(url)
        await eraser.execute(_ERASED, person)
        await eraser.close()
        await writer.execute(_CONTACT, second, person)
        await writer.execute(_CONTACT, third, other)

        # What was written before is the second erasure's.
        assert await _names(writer) == {first: "Ana", second: None, third: "Ana"}
        await writer.execute("update contact set version = 2")
        assert await _names(writer) == {first: None, second: None, third: "Ana"}


async def test_a_session_cannot_say_that_nobody_was_forgotten(writer: Driver) -> None:
    """Row 42: each statement looks for itself, whatever was left from another one."""
    person, contact = uuid4(), uuid4()
    await writer.execute(_ERASED, person)
    await writer.execute("select set_config('tero.erased', 'none', false)")
    await writer.execute(_CONTACT, contact, person)

    assert await _names(writer) == {contact: None}
