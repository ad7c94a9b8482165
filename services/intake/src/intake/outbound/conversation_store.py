"""Conversations in PostgreSQL, beside the contacts, so that lists never read past them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import orjson

from chassis.transactions import Tx
from intake.domain.conversation import Line

# COPY would be quicker still, but cannot write where rows are held back.
_KEEP = """
insert into conversation (contact_id, lines) select * from unnest($1::uuid[], $2::json[])
on conflict (contact_id) do
"""
_ADD = f"{_KEEP} nothing"
_GROW = f"""
{_KEEP} update set lines = excluded.lines
where json_array_length(excluded.lines) > json_array_length(conversation.lines)
"""


class SqlConversations:
    """Implements the port `Conversations`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def add(self, conversations: Mapping[UUID, Sequence[Line]]) -> None:
        """Keep those of contacts that have none; they never change."""
        await self._keep(_ADD, conversations)

    async def grow(self, conversations: Mapping[UUID, Sequence[Line]]) -> None:
        """Keep the longer of each and what is there: it is told once more as it goes on."""
        await self._keep(_GROW, conversations)

    async def _keep(self, statement: str, conversations: Mapping[UUID, Sequence[Line]]) -> None:
        rows = [
            (contact_id, orjson.dumps(lines).decode())
            for contact_id, lines in conversations.items()
            if lines
        ]
        if rows:
            connection = await self._kernel.driver()
            await connection.execute(statement, *zip(*rows, strict=True))

    async def of(self, contact_id: UUID) -> list[Line]:
        """Empty where nothing was said."""
        connection = await self._kernel.driver()
        stored = await connection.fetchval(
            "select lines::text from conversation where contact_id = $1", contact_id
        )
        return [
            Line(line["author"], line["text"], datetime.fromisoformat(line["at"]))
            for line in orjson.loads(stored or "[]")
        ]
