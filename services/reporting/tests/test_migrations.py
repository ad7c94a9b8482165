"""The migrations make the tables the code believes in."""

from chassis_testing.schema import schema_differences
from chassis_testing.servers import CreateDatabase
from reporting.tables import METADATA


async def test_migrations_and_tables_agree(create_database: CreateDatabase) -> None:
    assert await schema_differences(await create_database("reporting"), METADATA) == []
