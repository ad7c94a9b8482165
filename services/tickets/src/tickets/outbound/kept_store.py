"""Catalogues in PostgreSQL: a row for each thing."""

from collections.abc import Callable, Mapping
from typing import Any, Generic

from sqlalchemy import Select, Table, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis import audit
from chassis.errors import Conflict, NotFound
from chassis.kept import S
from chassis.transactions import Tx


class SqlKept(Generic[S]):
    """The `Kept` port for one table; `read` makes a thing of a row, `written` its columns."""

    def __init__(
        self,
        tx: Tx,
        table: Table,
        read: Callable[[Any], S],
        written: Callable[[S], Mapping[str, Any]],
    ) -> None:
        self._tx, self._table = tx, table
        self._read, self._written = read, written

    async def all(self) -> list[S]:
        rows = await self._tx.connection.execute(self._rows.order_by(self._table.c.code))
        return [self._read(row) for row in rows]

    async def get(self, code: str) -> S:
        statement = self._rows.where(self._table.c.code == code).with_for_update()
        row = (await self._tx.connection.execute(statement)).one_or_none()
        if row is None:
            raise NotFound("Nothing in this catalogue has this code.", code="unknown-code")
        return self._read(row)

    async def add(self, setting: S) -> None:
        statement = (
            insert(self._table)
            .values(dict(self._written(setting)))
            .on_conflict_do_nothing(index_elements=[self._table.c.code])
        )
        if (await self._tx.connection.execute(statement)).rowcount == 0:
            raise Conflict("This code is taken.", code="code-is-taken")
        await self._note("created", setting)

    async def save(self, setting: S) -> None:
        statement = update(self._table).where(self._table.c.code == setting.code)
        await self._tx.connection.execute(statement.values(dict(self._written(setting))))
        await self._note("changed", setting)

    @property
    def _rows(self) -> Select[Any]:
        return select(self._table)

    async def _note(self, deed: str, setting: S) -> None:
        await audit.append(self._tx, f"tickets.{self._table.name}.{deed}", setting.code)
