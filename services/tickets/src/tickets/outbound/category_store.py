"""Categories in PostgreSQL."""

from typing import Any

from sqlalchemy import select

from chassis.transactions import Tx
from tickets.domain.category import Category, Kind
from tickets.outbound.kept_store import SqlKept
from tickets.outbound.tables import categories


class SqlCategories(SqlKept[Category]):
    """The `Categories` port."""

    def __init__(self, tx: Tx) -> None:
        super().__init__(tx, categories, _category, vars)

    async def find(self, code: str) -> Category | None:
        statement = select(categories).where(categories.c.code == code)
        found = await self._tx.connection.execute(statement.with_for_update(read=True))
        row = found.one_or_none()
        return _category(row) if row else None


def _category(row: Any) -> Category:
    return Category(
        code=row.code,
        kind=Kind(row.kind),
        name=row.name,
        areas=tuple(row.areas),
        for_customers=row.for_customers,
        active=row.active,
        version=row.version,
    )
