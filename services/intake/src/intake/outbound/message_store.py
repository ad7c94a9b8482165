"""Messages in PostgreSQL. Whoever writes some has locked their contacts: so the revisions of a
contact grow in the order of commits, and nobody who asks for later ones misses any."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

import asyncpg

from chassis.transactions import Tx
from contracts.conversation import MessageProgressedV1, MessageReceivedV1
from intake.domain.contact import Contact
from intake.domain.mail import Answer
from intake.domain.message import Author, Delivery, Message
from intake.outbound.attachment_store import with_attachments
from intake.outbound.channel_news import tell_reply
from intake.outbound.rows import arrays

_TYPES = {
    "id": "uuid",
    "contact_id": "uuid",
    "position": "int",
    "revision": "int",
    "author": "text",
    "author_id": "uuid",
    "author_name": "text",
    "text": "text",
    "at": "timestamptz",
    "accepted_at": "timestamptz",
    "external_id": "text",
    "delivery": "text",
    "delivery_at": "timestamptz",
    "failure": "text",
}
COLUMNS = ", ".join(_TYPES)

_ADD = f"insert into message ({COLUMNS}) select * from unnest({arrays(_TYPES.values())})"  # noqa: S608 - our own names

_KNOWN = """
select contact_id, author, external_id from message where (contact_id, author, external_id)
  in (select * from unnest($1::uuid[], $2::text[], $3::text[]))
"""

_NEWEST = """
select c.id, coalesce((select max(m.revision) from message m where m.contact_id = c.id), 0)
from unnest($1::uuid[]) as c(id)
"""

_NAMED = f"""
select {COLUMNS} from message where contact_id = $1 and author = $2 and external_id = $3
"""  # noqa: S608 - as above

_REPLIES = f"select {COLUMNS} from message where id = any($1::uuid[]) and delivery is not null"  # noqa: S608 - as above

_UP_TO = f"""
select {COLUMNS} from message
where contact_id = $1 and revision <= $2 and delivery is not null and delivery <> 'seen'
order by revision
"""  # noqa: S608 - as above

_SAVE = """
update message set revision = x.revision, delivery = x.delivery, delivery_at = x.delivery_at,
  failure = x.failure
from unnest($1::uuid[], $2::int[], $3::text[], $4::timestamptz[], $5::text[])
  as x(id, revision, delivery, delivery_at, failure)
where message.id = x.id
"""


class SqlMessages:
    """Implements the port `Messages`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def add(self, messages: Sequence[Message]) -> list[Message]:
        """Keep those not known yet by author and external id; which ones, in their order."""
        fresh = await self._unknown(messages)
        if not fresh:
            return []
        await self._number(fresh)
        for message in fresh:
            message.position = message.revision
        rows = [tuple(getattr(message, name) for name in _TYPES) for message in fresh]
        await (await self._kernel.driver()).execute(_ADD, *zip(*rows, strict=True))
        for message in fresh:
            self._tell_received(message)
        return fresh

    async def named(self, contact_id: UUID, author: Author, external_id: str) -> Message | None:
        """The one that was written under this id."""
        connection = await self._kernel.driver()
        row = await connection.fetchrow(_NAMED, contact_id, author, external_id)
        found = [message_of(row)] if row else []
        return next(iter(await with_attachments(self._kernel, found)), None)

    async def send(self, contact: Contact, message: Message, answer: Answer | None) -> None:
        """Keep a reply, and tell the channel to deliver it."""
        await self.add([message])
        tell_reply(self._kernel, contact, message, answer)

    async def replies(self, ids: Collection[UUID]) -> Mapping[UUID, Message]:
        """Those of these replies that are known."""
        rows = await (await self._kernel.driver()).fetch(_REPLIES, list(ids))
        return {row["id"]: message_of(row) for row in rows}

    async def replies_up_to(self, contact_id: UUID, revision: int) -> list[Message]:
        """Replies of a contact that somebody can have read who has seen this revision."""
        rows = await (await self._kernel.driver()).fetch(_UP_TO, contact_id, revision)
        return [message_of(row) for row in rows]

    async def save(self, messages: Sequence[Message]) -> None:
        """Write how far they have come."""
        if not messages:
            return
        await self._number(messages)
        rows = [(m.id, m.revision, m.delivery, m.delivery_at, m.failure) for m in messages]
        await (await self._kernel.driver()).execute(_SAVE, *zip(*rows, strict=True))
        for message in messages:
            progress = MessageProgressedV1(
                contact_id=message.contact_id,
                message_id=message.id,
                delivery=message.delivery or Delivery.QUEUED,
            )
            self._kernel.emit(progress, key=message.contact_id, version=None)

    async def _unknown(self, messages: Iterable[Message]) -> list[Message]:
        named = dict[tuple[UUID, str, str | None], Message]()
        for message in messages:
            name = (message.contact_id, message.author.value, message.external_id)
            named.setdefault(name, message)
        keys = list(zip(*named, strict=True)) or [(), (), ()]
        rows = await (await self._kernel.driver()).fetch(_KNOWN, *map(list, keys))
        known = {tuple(row) for row in rows}
        return [message for key, message in named.items() if key not in known]

    async def _number(self, messages: Sequence[Message]) -> None:
        contacts = list({message.contact_id for message in messages})
        rows = await (await self._kernel.driver()).fetch(_NEWEST, contacts)
        newest = Counter({row[0]: row[1] for row in rows})
        for message in messages:
            newest[message.contact_id] += 1
            message.revision = newest[message.contact_id]

    def _tell_received(self, message: Message) -> None:
        news = MessageReceivedV1(
            contact_id=message.contact_id,
            message_id=message.id,
            author=message.author.value,
            at=message.at,
        )
        self._kernel.emit(news, key=message.contact_id, version=None, time=message.at)


def message_of(row: asyncpg.Record) -> Message:
    """The message of a row with COLUMNS."""
    values = {name: row[name] for name in _TYPES}
    delivery = row["delivery"]
    values["delivery"] = Delivery(delivery) if delivery else None
    return Message(**{**values, "author": Author(row["author"])})
