"""What the migrations make is what the code expects."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from chassis_testing.harness import Harness
from tickets.application.ports import Transaction
from tickets.outbound.tables import METADATA


async def test_the_migrated_database_is_the_one_in_the_tables(
    tickets: Harness[Transaction],
) -> None:
    async with tickets.service.engine.connect() as connection:
        differences = await connection.run_sync(_differences)

    assert differences == []


def _differences(connection: Connection) -> list[Any]:
    def is_ours(_: Any, name: str | None, kind: str, *__: Any) -> bool:
        return not (kind == "table" and (name or "").startswith("kernel_"))

    context = MigrationContext.configure(connection, opts={"include_object": is_ours})
    return list(compare_metadata(context, METADATA))
