"""An account as a row, and back."""

import asyncpg

from directory.domain.account import Account
from directory.domain.roles import Role
from directory.domain.search import account_text

COLUMNS = "id, login, name, email, role, areas, active, customer_id, version, granted, refused"
WRITTEN = f"{COLUMNS}, search"


def values_of(account: Account) -> tuple[object, ...]:
    """In the order of WRITTEN."""
    return (
        account.id,
        account.login,
        account.name,
        account.email,
        account.role.value,
        list(account.areas),
        account.active,
        account.customer_id,
        account.version,
        list(account.granted),
        list(account.refused),
        account_text(account.login, account.name, account.email),
    )


def account_of(row: asyncpg.Record) -> Account:
    """The account in a row that has these columns."""
    return Account(
        id=row["id"],
        login=row["login"],
        name=row["name"],
        email=row["email"],
        role=Role(row["role"]),
        areas=tuple(row["areas"]),
        active=row["active"],
        customer_id=row["customer_id"],
        version=row["version"],
        granted=tuple(row["granted"]),
        refused=tuple(row["refused"]),
    )
