"""Accounts in PostgreSQL; writing one also tells everybody."""

from collections.abc import Sequence
from uuid import UUID

from chassis import accounts
from chassis.errors import ConcurrentUpdate, Conflict, NotFound
from chassis.transactions import Tx
from directory.application.access_ports import Told
from directory.application.ports import Credentials
from directory.domain.account import Account
from directory.outbound.account_rows import COLUMNS, WRITTEN, account_of, values_of
from directory.outbound.announcements import account_changed

# Only names of columns go into these texts.
_GET = f"select {COLUMNS} from account where id = $1"  # noqa: S608

_FIND = f"select {COLUMNS}, password_hash from account where login = $1"  # noqa: S608

_HELD = f"select {COLUMNS}, password_hash from account where id = $1 for share"  # noqa: S608

_ADD = f"""
insert into account ({WRITTEN}, password_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
on conflict (login) do nothing returning id
"""  # noqa: S608

_SAVE = """
update account set
  name = $3, email = $4, role = $5, areas = $6, active = $7, customer_id = $8, version = $9,
  granted = $10, refused = $11, search = $12, changed_at = now()
where id = $1 and login = $2 and version = $9 - 1 returning id
"""

# A line of history for what is different from the line before.
_NOTE_PERMISSIONS = """
insert into permission_change (account_id, changed_by, role, granted, refused)
select $1, $2, $3, $4, $5 where not exists (
  select from (
    select role, granted, refused from permission_change
    where account_id = $1 order by id desc limit 1
  ) last where last.role = $3 and last.granted = $4 and last.refused = $5
)
"""

_BY_EMAIL = f"""
select {COLUMNS} from account where lower(email) = lower($1) and active order by id limit $2
"""  # noqa: S608

_OF_CUSTOMER = f"""
select {COLUMNS} from account where customer_id = $1 and active order by id
"""  # noqa: S608

_TOLD = f"""
select {COLUMNS}, told from account
join (select account_id, permissions as told from kernel_account) k on k.account_id = id
order by id for update of account
"""  # noqa: S608

_ADMINISTRATORS = """
select id from account where role = 'administrator' and active order by id for update
"""

FORGOTTEN_NAME = "(borrado)"
_FIRST_ADMINISTRATOR_LOCK = 0x7E62


class LoginTaken(Conflict):
    """Somebody else has this login."""

    code = "login-taken"


class CustomerForgotten(Conflict):
    """Nobody enters for a customer who is on the list of the forgotten."""

    code = "customer-forgotten"


class SqlAccounts:
    """The port `Accounts`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, account_id: UUID) -> Account:
        row = await (await self._tx.driver()).fetchrow(_GET, account_id)
        if row is None:
            raise NotFound("No such account.")
        return account_of(row)

    async def find(self, login: str) -> Account | None:
        found = await self.credentials(login)
        return found.account if found else None

    async def known(self, logins: Sequence[str]) -> set[str]:
        sql = "select login from account where login = any($1)"
        rows = await (await self._tx.driver()).fetch(sql, list(logins))
        return {row["login"] for row in rows}

    async def credentials(self, login: str) -> Credentials | None:
        row = await (await self._tx.driver()).fetchrow(_FIND, login)
        return None if row is None else Credentials(account_of(row), row["password_hash"])

    async def held_credentials(self, account_id: UUID) -> Credentials | None:
        row = await (await self._tx.driver()).fetchrow(_HELD, account_id)
        return None if row is None else Credentials(account_of(row), row["password_hash"])

    async def add(self, account: Account, password_hash: str | None) -> None:
        await self._check_remembered(account)
        added = await (await self._tx.driver()).fetchval(_ADD, *values_of(account), password_hash)
        if added is None:
            raise LoginTaken("Somebody has this login already.")
        await self.tell(account)

    async def save(self, account: Account) -> None:
        await self._check_remembered(account)
        if await (await self._tx.driver()).fetchval(_SAVE, *values_of(account)) is None:
            raise ConcurrentUpdate("Somebody else changed this account in between.")
        await self.tell(account)

    async def set_password(self, account_id: UUID, password_hash: str) -> None:
        sql = "update account set password_hash = $2, changed_at = now() where id = $1"
        await (await self._tx.driver()).execute(sql, account_id, password_hash)

    async def by_email(self, email: str, most: int) -> list[Account]:
        rows = await (await self._tx.driver()).fetch(_BY_EMAIL, email, most)
        return [account_of(row) for row in rows]

    async def of_customer(self, customer_id: UUID) -> list[Account]:
        rows = await (await self._tx.driver()).fetch(_OF_CUSTOMER, customer_id)
        return [account_of(row) for row in rows]

    async def told(self) -> list[Told]:
        rows = await (await self._tx.driver()).fetch(_TOLD)
        return [Told(account_of(row), frozenset(row["told"])) for row in rows]

    async def administrators(self) -> set[UUID]:
        rows = await (await self._tx.driver()).fetch(_ADMINISTRATORS)
        return {row["id"] for row in rows}

    async def has_had_administrator(self) -> bool:
        sql = "select exists (select from account where role = 'administrator')"
        return bool(await (await self._tx.driver()).fetchval(sql))

    async def one_at_a_time(self) -> None:
        sql = "select pg_advisory_xact_lock($1)"
        await (await self._tx.driver()).execute(sql, _FIRST_ADMINISTRATOR_LOCK)

    async def _check_remembered(self, account: Account) -> None:
        """What is forgotten in the database must not be told to others either."""
        says_nothing = (account.name, account.email, account.active) == (FORGOTTEN_NAME, "", False)
        if account.customer_id is None or says_nothing:
            return
        connection = await self._tx.driver()
        sql = "select exists (select from kernel_erased where customer_id = $1)"
        if await connection.fetchval(sql, account.customer_id):
            raise CustomerForgotten("This customer asked to be forgotten.")

    async def tell(self, account: Account) -> None:
        """Tell everybody of this state."""
        await (await self._tx.driver()).execute(
            _NOTE_PERMISSIONS,
            account.id,
            self._tx.cause.actor,
            account.role.value,
            list(account.granted),
            list(account.refused),
        )
        event = account_changed(account)
        self._tx.emit(event, key=account.id, version=account.version)
        # This service hears of nobody: it keeps its own copy, from which it lets people in.
        await accounts.keep(self._tx, event, account.version)
