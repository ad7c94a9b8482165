"""The store: versions."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from chassis.causes import fresh_cause
from chassis.errors import ConcurrentUpdate
from chassis_testing.harness import Harness
from orders.application.ports import Transaction

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
