"""Accounts in PostgreSQL; writing one also tells everybody."""

from collections.abc import Sequence
from uuid import UUID

import asyncpg

from chassis import accounts
from chassis.errors import ConcurrentUpdate, Conflict, NotFound
from chassis.transactions import Tx
from directory.application.ports import Credentials
from directory.domain.account import Account
from directory.domain.roles import Role
from directory.outbound.announcements import account_changed

_GET = """
select id, login, name, email, role, areas, active, customer_id, version from account
where id = $1
"""

_FIND = """
select id, login, name, email, role, areas, active, customer_id, version, password_hash
from account where login = $1
"""

_ADD = """
insert into account
  (id, login, name, email, role, areas, active, customer_id, version, password_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (login) do nothing returning id
"""

_SAVE = """
update account set
  name = $3, email = $4, role = $5, areas = $6, active = $7, customer_id = $8, version = $9,
  changed_at = now()
where id = $1 and login = $2 and version = $9 - 1 returning id
"""

_ADMINISTRATORS = """
select id from account where role = 'administrator' and active order by id for update
"""

_FIRST_ADMINISTRATOR_LOCK = 0x7E62


class LoginTaken(Conflict):
    """Somebody else has this login."""

    code = "login-taken"


class SqlAccounts:
    """The port `Accounts`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, account_id: UUID) -> Account:
        row = await (await self._tx.driver()).fetchrow(_GET, account_id)
        if row is None:
            raise NotFound("No such account.")
        return _account(row)

    async def find(self, login: str) -> Account | None:
        found = await self.credentials(login)
        return found.account if found else None

    async def known(self, logins: Sequence[str]) -> set[str]:
        sql = "select login from account where login = any($1)"
        rows = await (await self._tx.driver()).fetch(sql, list(logins))
        return {row["login"] for row in rows}

    async def credentials(self, login: str) -> Credentials | None:
        row = await (await self._tx.driver()).fetchrow(_FIND, login)
        return None if row is None else Credentials(_account(row), row["password_hash"])

    async def add(self, account: Account, password_hash: str) -> None:
        added = await (await self._tx.driver()).fetchval(_ADD, *_values(account), password_hash)
        if added is None:
            raise LoginTaken("Somebody has this login already.")
        await self._tell(account)

    async def save(self, account: Account) -> None:
        if await (await self._tx.driver()).fetchval(_SAVE, *_values(account)) is None:
            raise ConcurrentUpdate("Somebody else changed this account in between.")
        await self._tell(account)

    async def administrators(self) -> set[UUID]:
        rows = await (await self._tx.driver()).fetch(_ADMINISTRATORS)
        return {row["id"] for row in rows}

    async def has_had_administrator(self) -> bool:
        sql = "select exists (select from account where role = 'administrator')"
        return bool(await (await self._tx.driver()).fetchval(sql))

    async def one_at_a_time(self) -> None:
        sql = "select pg_advisory_xact_lock($1)"
        await (await self._tx.driver()).execute(sql, _FIRST_ADMINISTRATOR_LOCK)

    async def _tell(self, account: Account) -> None:
        event = account_changed(account)
        self._tx.emit(event, key=account.id, version=account.version)
        # This service hears of nobody: it keeps its own copy, from which it lets people in.
        await accounts.keep(self._tx, event, account.version)


def _values(account: Account) -> tuple[object, ...]:
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
    )


def _account(row: asyncpg.Record) -> Account:
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
    )
