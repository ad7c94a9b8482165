"""Customers arrive from the business system, as many as it has."""

from collections.abc import AsyncIterator

from directory.application.ports import Begin, Kept
from directory.domain.customer import Customer

BATCH = 500


async def import_customers(customers: AsyncIterator[Customer], begin: Begin) -> Kept:
    """Keep all of them, a batch per transaction; of a number that comes twice the later wins.

    What was kept stays kept when something fails later: the same import can be run again.
    """
    kept = Kept()
    batch: dict[str, Customer] = {}
    async for customer in customers:
        if customer.number in batch or len(batch) == BATCH:
            kept = kept.plus(await _keep(batch, begin))
            batch = {}
        batch[customer.number] = customer
    return kept.plus(await _keep(batch, begin))


async def _keep(batch: dict[str, Customer], begin: Begin) -> Kept:
    if not batch:
        return Kept()
    async with begin() as tx:
        return await tx.customers.keep(list(batch.values()))
