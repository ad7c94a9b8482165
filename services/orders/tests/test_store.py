"""The store: versions, and the schema."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from chassis.causes import fresh_cause
from chassis.errors import ConcurrentUpdate
from chassis_testing.harness import Harness
from orders.application.ports import Transaction
from orders.outbound.tables import METADATA

Orders = Harness[Transaction]


async def test_a_row_that_changed_meanwhile_is_not_overwritten(
    orders: Orders, an_order: Callable[..., Awaitable[dict[str, Any]]]
) -> None:
    order_id = UUID((await an_order())["id"])
    async with orders.service.database.begin(fresh_cause()) as tx:
        stale = await tx.orders.get(order_id)
    async with orders.service.database.begin(fresh_cause()) as tx:
        await tx.orders.save(await tx.orders.get(order_id))

    with pytest.raises(ConcurrentUpdate):
        async with orders.service.database.begin(fresh_cause()) as tx:
            await tx.orders.save(stale)


async def test_migrations_end_where_the_tables_say(orders: Orders) -> None:
    def differences(connection: Connection) -> list[Any]:
        options = {"include_object": _is_ours, "compare_type": True}
        return list(
            compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
        )

    async with orders.service.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


def _is_ours(_: Any, name: str | None, kind: str, *__: Any) -> bool:
    return kind != "table" or not (name or "").startswith("kernel_")
