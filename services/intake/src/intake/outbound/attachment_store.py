"""What is known of files in chats, in PostgreSQL. Of a row that goes, a trigger notes the file."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import asyncpg

from chassis.database import delete_some
from chassis.transactions import HasKernel, Tx
from intake.application.attachments import Expected, NoSuchFile, Stored
from intake.domain.attachment import Attachment, name_of
from intake.domain.file_room import Held
from intake.domain.message import Message

_ALONE = "select pg_advisory_xact_lock(hashtext('attachment'), hashtext($1))"
_HELD = """
select count(*), coalesce(sum(size), 0) from attachment
where contact_id = $1 and (sender_id is null) = $2
"""
_EXPECT = """
insert into attachment (id, contact_id, sender_id, name, size) values ($1, $2, $3, $4, $5)
returning id
"""
_GIVEN = "select name from attachment where id = $1 and media_type is null for update"
_KEEP = """
update attachment set name = $2, media_type = $3, size = $4, digest = $5 where id = $1 returning id
"""
_ATTACH = """
update attachment set message_id = $1
where id = any($4::uuid[]) and contact_id = $2 and sender_id is not distinct from $3
  and message_id is null and media_type is not null
returning id, name, media_type, size
"""
_FIND = """
select id, name, media_type, size from attachment
where contact_id = $1 and id = $2 and message_id is not null
"""
_OF_SOURCE = """
select a.id, a.name, a.media_type, a.size from attachment a
join contact c on c.id = a.contact_id and c.source = $1 and c.channel = 'chat'
where a.id = $2 and a.message_id is not null
"""
_OF_ANSWER = """
select a.id, a.name, a.media_type, a.size from attachment a
join contact c on c.id = a.contact_id and c.channel = 'email'
where a.id = $1 and a.message_id is not null and a.sender_id is not null
"""
_OF_MESSAGES = """
select message_id, id, name, media_type, size from attachment
where message_id = any($1::uuid[]) order by id
"""
# What was sent for no message: somebody thought better of it. What is longer on its way than any
# body may take does not come any more, and keeps no room.
_FORGET = """
delete from attachment where id = any(array(
  select id from attachment where message_id is null
    and created_at < now() - interval '15 minutes'
    and (media_type is null or created_at < now() - interval '1 day')
  limit $1 for update skip locked))
"""


class SqlAttachments:
    """Implements the port `Attachments`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def held(self, contact_id: UUID, *, of_customer: bool) -> Held:
        """What one side of a chat holds; nobody else adds to it meanwhile."""
        connection = await self._kernel.driver()
        await connection.execute(_ALONE, f"{contact_id} {of_customer}")
        (row,) = await connection.fetch(_HELD, contact_id, of_customer)
        return Held(*row)

    async def expect(self, file: Expected) -> None:
        """It is about to come; NoSuchFile where a person was forgotten."""
        values = (file.id, file.contact_id, file.sender, file.name, file.size)
        if await (await self._kernel.driver()).fetchval(_EXPECT, *values) is None:
            raise NoSuchFile

    async def keep(self, file_id: UUID, stored: Stored) -> Attachment:
        """It has come; NoSuchFile if it was forgotten meanwhile."""
        connection = await self._kernel.driver()
        given = await connection.fetchval(_GIVEN, file_id)
        if given is None:
            raise NoSuchFile
        kept = Attachment(
            file_id, name_of(given, stored.media_type), stored.media_type, stored.size
        )
        values = (file_id, kept.name, kept.media_type, kept.size, stored.digest)
        if await connection.fetchval(_KEEP, *values) is None:
            raise NoSuchFile
        return kept

    async def drop(self, file_id: UUID) -> None:
        """It did not come."""
        connection = await self._kernel.driver()
        await connection.execute("delete from attachment where id = $1", file_id)

    async def attach(
        self, message_id: UUID, contact_id: UUID, sender: UUID | None, ids: Sequence[UUID]
    ) -> list[Attachment]:
        """Those of these files that belong to the message now, as they came."""
        connection = await self._kernel.driver()
        rows = await connection.fetch(_ATTACH, message_id, contact_id, sender, list(ids))
        return sorted(map(_attachment, rows), key=lambda each: each.id)

    async def find(self, contact_id: UUID, file_id: UUID) -> Attachment:
        """One that was sent in the chat of this contact; NoSuchFile."""
        return await self._one(_FIND, contact_id, file_id)

    async def of_source(self, source: str, file_id: UUID) -> Attachment:
        """One that was sent in a chat of this channel system; NoSuchFile."""
        return await self._one(_OF_SOURCE, source, file_id)

    async def of_answer(self, file_id: UUID) -> Attachment:
        """One that an operator sent in answer to a mail; NoSuchFile."""
        return await self._one(_OF_ANSWER, file_id)

    async def _one(self, statement: str, *values: object) -> Attachment:
        row = await (await self._kernel.driver()).fetchrow(statement, *values)
        if row is None:
            raise NoSuchFile
        return _attachment(row)


async def with_attachments(kernel: Tx, messages: Sequence[Message]) -> Sequence[Message]:
    """The messages, each with its files."""
    ids = [message.id for message in messages]
    found = defaultdict[UUID, list[Attachment]](list)
    for row in await (await kernel.driver()).fetch(_OF_MESSAGES, ids) if ids else ():
        found[row["message_id"]].append(_attachment(row))
    for message in messages:
        message.attachments = tuple(found.get(message.id, ()))
    return messages


async def forget_unsent(tx: HasKernel) -> bool:
    """A chore: files that no message came to name."""
    return await delete_some(await tx.kernel.driver(), _FORGET)


def _attachment(row: asyncpg.Record) -> Attachment:
    return Attachment(row["id"], row["name"], row["media_type"], row["size"])
