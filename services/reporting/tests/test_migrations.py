"""The migrations make the tables the code believes in."""

from collections.abc import Awaitable, Callable

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from reporting.tables import METADATA


def differences(connection: Connection) -> list[object]:
    """What autogeneration would still change, but for the kernel's own tables."""

    def ours(_: object, name: str | None, kind: str, __: bool, ___: object) -> bool:
        return not (kind == "table" and (name or "").startswith("kernel_"))

    options = {"compare_type": True, "compare_server_default": True, "include_object": ours}
    found: list[object] = compare_metadata(
        MigrationContext.configure(connection, opts=options), METADATA
    )
    return [each for each in found if "kernel_" not in str(each)]


async def test_migrations_and_tables_agree(
    create_database: Callable[[str], Awaitable[str]],
) -> None:
    engine = create_async_engine(await create_database("reporting"))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()
