"""Somebody at the desk knows better, or knows somebody new."""

from collections.abc import Callable
from uuid import UUID

from chassis.errors import Conflict, OutOfDate
from directory.application.customer_ports import How, Known, Said
from directory.application.ports import Transaction
from directory.domain.customer import Customer


class NumberTaken(Conflict):
    """Another customer has this number; the fact `customer_id` says who."""

    code = "number-taken"


class IsMerged(Conflict):
    """This customer turned out to be another; the fact `merged_into` says who."""

    code = "customer-is-merged"


async def create_customer(customer: Customer, how: How, tx: Transaction) -> None:
    """Nobody may have its number; NumberTaken."""
    if await tx.customers.exists(customer.id):
        raise NumberTaken("Another customer has this number.", customer_id=customer.id)
    await tx.customers.keep([Said(customer)], how)


async def edit_customer(
    customer_id: UUID,
    version: int,
    change: Callable[[Customer], Customer],
    how: How,
    tx: Transaction,
) -> None:
    """Nothing is written where nothing is different. NotFound, OutOfDate, IsMerged."""
    known = await _current(customer_id, version, tx)
    await tx.customers.keep([Said(change(known.customer))], how)


async def edit_contract(
    customer_id: UUID,
    contract_id: UUID,
    version: int,
    change: Callable[[Customer, str], Customer],
    how: How,
    tx: Transaction,
) -> None:
    """The same for a contract, perhaps one of a customer merged into this one; `change` is told
    its number."""
    known = await _current(customer_id, version, tx)
    owner = await tx.customers.owner_of(customer_id, contract_id)
    customer = known.customer if owner == customer_id else (await tx.customers.get(owner)).customer
    numbers = {customer.contract_id(each.number): each.number for each in customer.contracts}
    await tx.customers.keep([Said(change(customer, numbers[contract_id]))], how)


async def _current(customer_id: UUID, version: int, tx: Transaction) -> Known:
    known = await tx.customers.get(customer_id)
    if known.merged_into is not None:
        raise IsMerged("This customer was merged.", merged_into=known.merged_into)
    if known.version != version:
        raise OutOfDate("Somebody changed this customer in between.", version=known.version)
    return known
