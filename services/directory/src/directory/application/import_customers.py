"""Customers arrive from the business system, as many as it has."""

from collections.abc import AsyncIterator

from directory.application.customer_ports import How, Kept, Said
from directory.application.ports import Begin

BATCH = 500


async def import_customers(customers: AsyncIterator[Said], how: How, begin: Begin) -> Kept:
    """Keep all of them, a batch per transaction; of a number that comes twice the later wins.

    What was kept stays kept when something fails later: the same import can be run again.
    """
    kept = Kept()
    batch: dict[str, Said] = {}
    async for said in customers:
        number = said.customer.number
        if number in batch or len(batch) == BATCH:
            kept = kept.plus(await _keep(batch, how, begin))
            batch = {}
        batch[number] = said
    return kept.plus(await _keep(batch, how, begin))


async def _keep(batch: dict[str, Said], how: How, begin: Begin) -> Kept:
    if not batch:
        return Kept()
    async with begin() as tx:
        return await tx.customers.keep(list(batch.values()), how)
