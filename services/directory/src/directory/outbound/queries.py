"""What is read for people, straight into views."""

from typing import Any
from uuid import UUID

from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.views import AccountView
from directory.domain.permissions import effective
from directory.domain.roles import Role

_ACCOUNT = """
select id as account_id, login, name, email, role, areas, active, customer_id, version,
  granted, refused
from account
"""

_ACCOUNTS = f"""
{_ACCOUNT} where login > $1 and ($3::text is null or $3 = any(areas)) order by login limit $2
"""


class SqlQueries:
    """Reads of one transaction."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def accounts(
        self, after: tuple[str] | None, limit: int, area: str | None
    ) -> list[AccountView]:
        """Up to `limit + 1` accounts in the order of logins: all, or those in an area."""
        last = after[0] if after else ""
        rows = await (await self._tx.driver()).fetch(_ACCOUNTS, last, limit + 1, area)
        return [_account(row) for row in rows]

    async def account(self, account_id: UUID) -> AccountView:
        """One account; NotFound."""
        row = await (await self._tx.driver()).fetchrow(f"{_ACCOUNT} where id = $1", account_id)
        if row is None:
            raise NotFound("No such account.")
        return _account(row)


def _account(row: Any) -> AccountView:
    fields = dict(row)
    allowed = effective(Role(row["role"]), fields.pop("granted"), fields.pop("refused"))
    return AccountView(**fields, permissions=sorted(allowed))
