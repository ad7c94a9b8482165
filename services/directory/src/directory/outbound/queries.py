"""What is read for people, straight into views."""

from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.ports import AccountFilter
from directory.application.views import AccountView
from directory.domain.permissions import effective
from directory.domain.roles import Role
from directory.domain.search import account_words, patterns

_ACCOUNT = """
select id as account_id, login, name, email, role, areas, active, customer_id, version,
  granted, refused
from account
"""


class SqlQueries:
    """Reads of one transaction."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def accounts(
        self, wanted: AccountFilter, after: tuple[str] | None, limit: int
    ) -> list[AccountView]:
        """Up to `limit + 1` accounts in the order of logins."""
        sql, values = page_of_accounts(wanted, after[0] if after else "", limit)
        rows = await (await self._tx.driver()).fetch(sql, *values)
        return [_account(row) for row in rows]

    async def account(self, account_id: UUID) -> AccountView:
        """One account; NotFound."""
        row = await (await self._tx.driver()).fetchrow(f"{_ACCOUNT} where id = $1", account_id)
        if row is None:
            raise NotFound("No such account.")
        return _account(row)


def page_of_accounts(wanted: AccountFilter, last: str, limit: int) -> tuple[str, list[object]]:
    """The statement for those after this login, and its values. Only what is asked for is in it, so
    that an index can answer it."""
    values: list[object] = [last, limit + 1]
    tests = ["login > $1"]

    def ask(condition: str, value: object) -> None:
        values.append(value)
        tests.append(condition.format(f"${len(values)}"))

    for pattern in patterns(account_words(wanted.query)):
        ask("search like {}", pattern)
    if wanted.role is not None:
        ask("role = {}", wanted.role.value)
    if wanted.area is not None:
        ask("areas @> array[{}::text]", wanted.area)
    return f"{_ACCOUNT} where {' and '.join(tests)} order by login limit $2", values


def _account(row: Any) -> AccountView:
    fields = dict(row)
    allowed = effective(Role(row["role"]), fields.pop("granted"), fields.pop("refused"))
    return AccountView(**fields, permissions=sorted(allowed))
