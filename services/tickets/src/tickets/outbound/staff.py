"""Who can own a ticket: read from the kernel's copy of the accounts."""

from uuid import UUID

from sqlalchemy import select

from chassis.transactions import Tx
from tickets.domain.people import USER_ROLES, Account
from tickets.outbound.tables import accounts


class SqlStaff:
    """The `Staff` port."""

    def __init__(self, tx: Tx) -> None:
        self._connection = tx.connection

    async def find(self, account_id: UUID) -> Account | None:
        statement = select(accounts.c.name).where(
            accounts.c.account_id == account_id,
            accounts.c.active,
            accounts.c.role.not_in(USER_ROLES),
        )
        name = await self._connection.scalar(statement)
        return None if name is None else Account(account_id, name)
