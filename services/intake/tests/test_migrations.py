"""The migrations make the tables the code believes in."""

import asyncio
from uuid import uuid4

import asyncpg
from alembic import command
from alembic.config import Config

from chassis_testing.schema import schema_differences
from chassis_testing.servers import CreateDatabase
from intake.outbound.tables import METADATA
from local_stack.stack import Stack

_CONTACT = """
insert into contact
  (id, source, channel, external_id, version, state, screen, received_at, accepted_at)
values ($1, 'pbx', 'call', 'c1', 1, 'closed', 'calls', now(), now())
"""


async def test_migrations_and_tables_agree(create_database: CreateDatabase) -> None:
    assert await schema_differences(await create_database("intake"), METADATA) == []


async def test_contacts_from_before_can_be_searched_when_the_search_is_deployed_alone(
    stack: Stack,
) -> None:
    """Each revision says for itself that it sees all rows: their policies hold for owners too."""
    url = await stack.postgres.create_database(f"intake_{uuid4().hex[:12]}")
    contact_id = uuid4()
    await asyncio.to_thread(_upgrade, url, "0011")
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.execute("select set_config('tero.reach', 'system', true)")
            await connection.execute(_CONTACT, contact_id)
        await asyncio.to_thread(_upgrade, url, "0012")

        noted = await connection.fetch("select contact_id from contact_unsearched")
    finally:
        await connection.close()
    assert [row["contact_id"] for row in noted] == [contact_id]


def _upgrade(url: str, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", "intake:migrations")
    config.set_main_option("sqlalchemy.url", url)
    command.upgrade(config, revision)
