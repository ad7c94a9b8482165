"""Whom the desk does not hear, in PostgreSQL."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis import audit
from chassis.errors import Conflict, NotFound
from chassis.transactions import Tx
from intake.application.channel_systems import SystemMemory
from intake.application.ignoring import MOST_IGNORED, IgnoredSender
from intake.outbound.forgetting import forget_with
from intake.outbound.setting_rows import columns_of, setting_of, values_of

_COLUMNS = ", ".join(columns_of(IgnoredSender))
_READ = f"select {_COLUMNS} from ignored"  # noqa: S608 - our own names
_PAGE = f"{_READ} where ($1::timestamptz is null or (added_at, id) < ($1, $2::uuid))"
_AMONG = """
select distinct i.kind, i.value from unnest($1::text[], $2::text[]) as said(kind, value)
join ignored i using (kind, value)
"""
_ADD = f"""
insert into ignored ({_COLUMNS}) values ($1, $2, $3, $4, $5, $6)
on conflict (kind, value) do nothing
"""  # noqa: S608 - as above


class SqlIgnored:
    """Implements the port `Ignored`."""

    def __init__(self, kernel: Tx, memory: SystemMemory) -> None:
        self._kernel, self._memory = kernel, memory

    async def page(self, after: tuple[datetime, UUID] | None, limit: int) -> list[IgnoredSender]:
        """The newest first."""
        connection = await self._kernel.driver()
        statement = f"{_PAGE} order by added_at desc, id desc limit $3"
        rows = await connection.fetch(statement, *(after or (None, None)), limit)
        return [setting_of(IgnoredSender, row) for row in rows]

    async def among(self, said: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Which of these kinds and values are ignored."""
        if not said:
            return set()
        connection = await self._kernel.driver()
        kinds, values = zip(*said, strict=True)
        rows = await connection.fetch(_AMONG, list(kinds), list(values))
        return {(row["kind"], row["value"]) for row in rows}

    async def add(self, sender: IgnoredSender) -> IgnoredSender:
        """One more; the one that is there if it was added before. Raises Conflict where the list is
        full."""
        connection = await self._kernel.driver()
        if await connection.fetchval("select count(*) from ignored") >= MOST_IGNORED:
            raise Conflict(f"The list has {MOST_IGNORED} entries.", code="list-is-full")
        if await connection.execute(_ADD, *values_of(sender)) == "INSERT 0 1":
            await self._note("added", sender.id)
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
        await self._note("removed", ignored_id)

    async def _note(self, deed: str, ignored_id: UUID) -> None:
        await audit.append(self._kernel, f"ignored.{deed}", str(ignored_id))
        forget_with(self._kernel, self._memory)
