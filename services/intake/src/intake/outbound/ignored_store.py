"""Whom the desk does not hear, in PostgreSQL."""

from datetime import datetime
from uuid import UUID

from chassis import audit
from chassis.errors import NotFound
from chassis.transactions import Tx
from intake.application.ignoring import IgnoredSender
from intake.outbound.setting_rows import columns_of, setting_of, values_of

_COLUMNS = ", ".join(columns_of(IgnoredSender))
_READ = f"select {_COLUMNS} from ignored"  # noqa: S608 - our own names
_PAGE = f"{_READ} where ($1::timestamptz is null or (added_at, id) < ($1, $2::uuid))"
_ADD = f"""
insert into ignored ({_COLUMNS}) values ($1, $2, $3, $4, $5, $6)
on conflict (kind, value) do nothing
"""  # noqa: S608 - as above


class SqlIgnored:
    """Implements the port `Ignored`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def page(self, after: tuple[datetime, UUID] | None, limit: int) -> list[IgnoredSender]:
        """The newest first."""
        connection = await self._kernel.driver()
        statement = f"{_PAGE} order by added_at desc, id desc limit $3"
        rows = await connection.fetch(statement, *(after or (None, None)), limit)
        return [setting_of(IgnoredSender, row) for row in rows]

    async def add(self, sender: IgnoredSender) -> IgnoredSender:
        """One more; the one that is there if it was added before."""
        connection = await self._kernel.driver()
        if await connection.execute(_ADD, *values_of(sender)) == "INSERT 0 1":
            await audit.append(self._kernel, "ignored.added", str(sender.id))
        row = await connection.fetchrow(
            f"{_READ} where kind = $1 and value = $2", sender.kind, sender.value
        )
        if row is None:
            raise NotFound("It was removed in this moment.")
        return setting_of(IgnoredSender, row)

    async def remove(self, ignored_id: UUID) -> None:
        """Hear them again; raises NotFound."""
        connection = await self._kernel.driver()
        if await connection.execute("delete from ignored where id = $1", ignored_id) != "DELETE 1":
            raise NotFound("Nobody is ignored under this id.")
        await audit.append(self._kernel, "ignored.removed", str(ignored_id))

    async def phones_among(self, phones: list[str]) -> set[str]:
        """Those of these phones that are on the list."""
        statement = "select value from ignored where kind = 'phone' and value = any($1::text[])"
        rows = await (await self._kernel.driver()).fetch(statement, phones)
        return {row["value"] for row in rows}
