"""Whether the migrations make the tables that the code believes in."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine


async def schema_differences(database_url: str, metadata: MetaData) -> list[object]:
    """What autogeneration would still change in a migrated database, but for the kernel's own."""
    engine = create_async_engine(database_url)
    async with engine.connect() as connection:
        found = await connection.run_sync(_differences, metadata)
    await engine.dispose()
    return found


def _differences(connection: Connection, metadata: MetaData) -> list[object]:
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    # Names of the kernel's things begin so, and services put indexes of theirs on its tables.
    return [each for each in compare_metadata(context, metadata) if "kernel_" not in repr(each)]
