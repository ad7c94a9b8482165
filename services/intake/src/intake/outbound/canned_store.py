"""Texts that operators have ready, in PostgreSQL."""

from typing import Any
from uuid import UUID

import asyncpg

from chassis.transactions import Tx
from intake.domain.canned import CannedReply

_COLUMNS = "id, owner_id, title, text, version, changed_at"
_SEEN = "(owner_id is null or owner_id = $1)"
_PAGE = f"select {_COLUMNS} from canned_reply where {_SEEN}"  # noqa: S608 - our own names
_ONE = f"{_PAGE} and id = $2 for update"
_PUT = f"""
insert into canned_reply ({_COLUMNS}) values ($1, $2, $3, $4, $5, $6)
on conflict (id) do update set title = excluded.title, text = excluded.text,
  version = excluded.version, changed_at = excluded.changed_at
"""  # noqa: S608 - as above


class SqlCannedReplies:
    """Implements the port `CannedReplies`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def page(
        self, viewer_id: UUID, after: tuple[str, UUID] | None, limit: int
    ) -> list[CannedReply]:
        """Those after (title, id), by title."""
        values: list[Any] = [viewer_id, limit, *(after or ())]
        behind = "and (title, id) > ($3, $4)" if after else ""
        query = f"{_PAGE} {behind} order by title, id limit $2"
        rows = await (await self._kernel.driver()).fetch(query, *values)
        return [_reply(row) for row in rows]

    async def get(self, reply_id: UUID, viewer_id: UUID) -> CannedReply | None:
        """One that this viewer sees, locked."""
        row = await (await self._kernel.driver()).fetchrow(_ONE, viewer_id, reply_id)
        return _reply(row) if row else None

    async def put(self, reply: CannedReply) -> None:
        """Keep it as it is now."""
        values = (reply.id, reply.owner_id, reply.title, reply.text, reply.version)
        await (await self._kernel.driver()).execute(_PUT, *values, reply.changed_at)

    async def drop(self, reply_id: UUID) -> None:
        """Forget it."""
        connection = await self._kernel.driver()
        await connection.execute("delete from canned_reply where id = $1", reply_id)


def _reply(row: asyncpg.Record) -> CannedReply:
    return CannedReply(*(row[name] for name in _COLUMNS.split(", ")))
