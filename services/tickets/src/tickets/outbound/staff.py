"""Who can own a ticket: read from the kernel's copy of the accounts."""

from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, true

from chassis.transactions import Tx
from tickets.domain.people import ADMINISTRATOR, USER_ROLES, Account
from tickets.outbound.tables import accounts


class SqlStaff:
    """The `Staff` port."""

    def __init__(self, tx: Tx) -> None:
        self._connection = tx.connection

    async def find(self, account_id: UUID) -> Account | None:
        return await self._find(account_id, true())

    async def of_area(self, account_id: UUID, area: str) -> Account | None:
        works_there = or_(accounts.c.role == ADMINISTRATOR, accounts.c.areas.any_() == area)
        return await self._find(account_id, works_there)

    async def _find(self, account_id: UUID, condition: ColumnElement[bool]) -> Account | None:
        statement = select(accounts.c.name).where(
            accounts.c.account_id == account_id,
            accounts.c.active,
            accounts.c.role.not_in(USER_ROLES),
            condition,
        )
        name = await self._connection.scalar(statement)
        return None if name is None else Account(account_id, name)
