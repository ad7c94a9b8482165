"""Somebody gets an account."""

from dataclasses import dataclass
from uuid import UUID

from chassis.errors import Invalid
from directory.application.ports import Transaction
from directory.domain.account import Account, as_login, ordered
from directory.domain.area import check_new
from directory.domain.customer import customer_id_of
from directory.domain.manager import Manager
from directory.domain.roles import Role


class UnknownCustomer(Invalid):
    """No customer has this number."""

    code = "unknown-customer"


@dataclass(frozen=True)
class RegisterAccount:
    """Who it is for; the password comes hashed, or is set later by whoever follows a link.
    `account_id` is chosen by the caller."""

    account_id: UUID
    login: str
    name: str
    email: str
    role: Role
    areas: list[str]
    password_hash: str | None
    customer_number: str | None = None
    active: bool = True


async def register_account(command: RegisterAccount, manager: Manager, tx: Transaction) -> Account:
    """The new account; LoginTaken when somebody has that login."""
    account = Account(
        id=command.account_id,
        login=as_login(command.login),
        name=command.name,
        email=command.email,
        role=command.role,
        areas=ordered(command.areas),
        active=command.active,
        customer_id=await find_customer(command.customer_number, tx),
        version=1,
    ).checked()
    manager.check_new(account)
    check_new(account.areas, await tx.areas.active(account.areas))
    await tx.accounts.add(account, command.password_hash)
    return account


async def find_customer(number: str | None, tx: Transaction) -> UUID | None:
    """The id of the customer with this number, if a number is given."""
    if number is None:
        return None
    customer_id = customer_id_of(number)
    if not await tx.customers.exists(customer_id):
        raise UnknownCustomer("No customer has this number.")
    return customer_id
