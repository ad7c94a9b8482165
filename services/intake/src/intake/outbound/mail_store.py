"""Mail in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from chassis.database import delete_some
from chassis.errors import Conflict, NotFound
from chassis.transactions import HasKernel, Tx
from intake.application.mail_ports import Answerable, MailView
from intake.domain.mail import Aside, Attachment, Mail
from intake.domain.words import Channel

_ADD = """
insert into mail (id, key, system, message_id, sender, sender_name, subject, text, attachments,
  sent_at, received_at, original, answers, reply_to_contact)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14)
on conflict (key) do nothing returning id
"""

_THREAD = """
select m.contact_id from mail m join unnest($1::text[]) with ordinality as a(message_id, place)
  on m.message_id = a.message_id
where m.sender = $2 and m.contact_id is not null and m.system = $3
order by a.place, m.received_at desc limit 1
"""

# By what the sender has written, which is little, and not by numbers, for which there is no index.
_NAMED = f"""
select c.id from mail m join contact c on c.id = m.contact_id
where m.sender = $2 and c.number = any($1::bigint[]) and c.channel = '{Channel.EMAIL}'
order by m.received_at desc limit 1
"""  # noqa: S608 - our own word

_IGNORED = """
select exists (select from ignored
  where (kind = 'email' and value = $1) or (kind = 'domain' and value = $2))
"""


_SEEN = """
select id, contact_id, system, case when settled_at is null then aside end as aside, sender,
  sender_name, subject, text, attachments, sent_at, received_at from mail
"""
_OF_CONTACT = f"{_SEEN} where contact_id = $1 order by received_at, id limit 500"
# Others who know the signed address may write too, but are not who is answered.
_TO_ANSWER = """
select m.system, m.sender, m.sender_name, m.subject, m.message_id, m.answers, c.number
from mail m join contact c on c.id = m.contact_id
where m.contact_id = $1 and m.sender = c.email
order by m.received_at desc, m.id desc limit 1
"""
_ASIDE = f"""
{_SEEN} where aside is not null and settled_at is null
  and ($1::timestamptz is null or (received_at, id) < ($1, $2::uuid))
order by received_at desc, id desc limit $3
"""
_ORIGINAL = """
select original from mail where id = $1 and original is not null
  and case when $2::uuid is null then aside is not null else contact_id = $2 end
"""
_HELD = """
select key, system, message_id, sender, sender_name, subject, text, attachments, sent_at, answers,
  reply_to_contact, aside, original, settled_at
from mail where id = $1 and aside is not null for update
"""


# What nobody took up in a quarter of a year, and what somebody found to be nothing.
_FORGET = """
delete from mail where id = any(array(
  select id from mail where contact_id is null and aside is not null
    and received_at < now() - interval '30 days'
    and (settled_at is not null or received_at < now() - interval '90 days')
  limit $1 for update skip locked))
"""


class SqlMails:
    """Implements the port `Mails`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def add(self, mail_id: UUID, mail: Mail, now: datetime) -> bool:
        """Keep it; False if it is known. Whoever brings it a second time waits for the first."""
        attachments = orjson.dumps([asdict(each) for each in mail.attachments]).decode()
        values = (
            mail_id, mail.key, mail.system, mail.message_id, mail.sender, mail.sender_name,
            mail.subject, mail.text, attachments, mail.sent_at, now, mail.original,
            list(mail.answers), mail.reply_to_contact,
        )  # fmt: skip
        return await (await self._kernel.driver()).fetchval(_ADD, *values) is not None

    async def contact_of(self, key: str) -> UUID | None:
        """What became of a mail that is known."""
        connection = await self._kernel.driver()
        found: UUID | None = await connection.fetchval(
            "select contact_id from mail where key = $1", key
        )
        return found

    async def belongs(self, mail_id: UUID, contact_id: UUID) -> None:
        """It is about this contact, and no longer aside."""
        statement = """
        update mail set contact_id = $2, settled_at = case when aside is not null then now() end
        where id = $1
        """
        await (await self._kernel.driver()).execute(statement, mail_id, contact_id)

    async def put_aside(self, mail_id: UUID, why: Aside) -> None:
        """It is nobody's contact, as far as we see."""
        statement = "update mail set aside = $2 where id = $1"
        await (await self._kernel.driver()).execute(statement, mail_id, why.value)

    async def thread_of(self, mail: Mail) -> UUID | None:
        """The contact of the nearest mail it answers, if its sender is the same."""
        if not mail.answers:
            return None
        connection = await self._kernel.driver()
        found: UUID | None = await connection.fetchval(
            _THREAD, list(mail.answers), mail.sender, mail.system
        )
        return found

    async def named_in(self, numbers: Sequence[int], sender: str) -> UUID | None:
        """The contact with one of these numbers, if this sender's mail began it."""
        connection = await self._kernel.driver()
        found: UUID | None = await connection.fetchval(_NAMED, list(numbers), sender)
        return found

    async def count_from(self, sender: str, since: datetime) -> int:
        """How many mails this sender has sent since then."""
        statement = "select count(*) from mail where sender = $1 and received_at > $2"
        count: int = await (await self._kernel.driver()).fetchval(statement, sender, since)
        return count

    async def of_contact(self, contact_id: UUID) -> list[MailView]:
        """The mails of a contact, the oldest first."""
        connection = await self._kernel.driver()
        return [MailView(**row) for row in await connection.fetch(_OF_CONTACT, contact_id)]

    async def to_answer(self, contact_id: UUID) -> Answerable | None:
        """None where nobody could be answered."""
        connection = await self._kernel.driver()
        row = await connection.fetchrow(_TO_ANSWER, contact_id)
        return Answerable(**row) if row else None

    async def aside(self, after: tuple[datetime, UUID] | None, limit: int) -> list[MailView]:
        """Those kept aside that nobody has settled, the newest first."""
        connection = await self._kernel.driver()
        rows = await connection.fetch(_ASIDE, *(after or (None, None)), limit)
        return [MailView(**row) for row in rows]

    async def original(self, mail_id: UUID, contact_id: UUID | None) -> bytes:
        """The bytes it came in, of a mail of this contact, or of one kept aside; NotFound."""
        connection = await self._kernel.driver()
        found: bytes | None = await connection.fetchval(_ORIGINAL, mail_id, contact_id)
        if found is None:
            raise NotFound("There is no such mail.")
        return found

    async def held(self, mail_id: UUID) -> Mail:
        """One that is kept aside, locked; raises NotFound, Conflict."""
        row = await (await self._kernel.driver()).fetchrow(_HELD, mail_id)
        if row is None or row["original"] is None:
            raise NotFound("There is no such mail.")
        if row["settled_at"] is not None:
            raise Conflict("Somebody has settled this mail.", code="mail-is-settled")
        return _mail(dict(row))

    async def discard(self, mail_id: UUID, now: datetime) -> None:
        """Somebody has seen that it is nothing."""
        connection = await self._kernel.driver()
        await connection.execute("update mail set settled_at = $2 where id = $1", mail_id, now)

    async def is_ignored(self, sender: str) -> bool:
        """Whether the address or its domain is on the list of those we do not hear."""
        connection = await self._kernel.driver()
        domain = sender.rpartition("@")[2]
        found: bool = await connection.fetchval(_IGNORED, sender, domain)
        return found


def _mail(row: dict[str, Any]) -> Mail:
    """As it was read when it came."""
    fields = {name: value for name, value in row.items() if name != "settled_at"}
    fields["attachments"] = tuple(Attachment(**each) for each in row["attachments"])
    return Mail(**{**fields, "answers": tuple(row["answers"]), "aside": Aside(row["aside"])})


async def forget_aside(tx: HasKernel) -> bool:
    """A chore: mail that was kept aside long enough."""
    return await delete_some(await tx.kernel.driver(), _FORGET)
