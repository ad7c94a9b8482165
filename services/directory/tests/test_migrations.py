from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData
from sqlalchemy.ext.asyncio import create_async_engine

from chassis_testing.servers import CreateDatabase
from directory.outbound.tables import METADATA


async def test_the_migrations_make_the_tables_the_code_knows(
    create_database: CreateDatabase,
) -> None:
    engine = create_async_engine(await create_database("directory"))
    async with engine.connect() as connection:
        differences = await connection.run_sync(_differences, METADATA)
    await engine.dispose()

    assert differences == []


def _differences(connection: Connection, metadata: MetaData) -> list[object]:
    options = {"compare_type": True, "include_name": _is_ours}
    context = MigrationContext.configure(connection, opts=options)
    return list(compare_metadata(context, metadata))


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or not (name or "").startswith(("kernel_", "alembic_"))
