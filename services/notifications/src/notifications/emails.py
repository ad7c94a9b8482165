"""The rows of e-mails: how they are kept, and the few ways in which they change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from chassis.database import delete_some
from chassis.scope import missing
from chassis.transactions import Tx
from notifications.letters import Letter
from notifications.scope import EMAILS
from notifications.secret import SECRET_PLACE, Secret

_COLUMNS = """id, template, ticket_id, ticket_number, customer_id, facts, recipient,
  recipient_name, message_id, language, subject, body_text, body_html, state, attempts, last_error,
  last_attempt_at, created_at, settled_at, secret, secret_until"""

_ADD = """
insert into email (id, template, ticket_id, ticket_number, area, customer_id, facts, recipient,
  recipient_name, message_id, language, subject, body_text, body_html, state, version, secret,
  secret_until)
values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
on conflict (id) do nothing
"""

FIND = f"select {_COLUMNS} from email where id = $1"  # noqa: S608 - holds no input

_WITHOUT_ADDRESS = f"""
select {_COLUMNS} from email
where state = 'no-address' and customer_id = any($1::uuid[])
  and created_at > now() - make_interval(hours => $2)
order by id for update
"""  # noqa: S608 - holds no input

_GIVE_TO = f"""
update email set customer_id = $2, recipient_name = $3,
  facts = facts || jsonb_build_object('name', $3::text)
where ticket_id = $1 and state = 'no-address' and customer_id is null
  and created_at > now() - make_interval(hours => $4)
returning {_COLUMNS}
"""  # noqa: S608 - holds no input

_SEND_TO = """
update email set state = 'waiting', recipient = $2, recipient_name = $3, language = $4,
  subject = $5, body_text = $6, body_html = $7, settled_at = null
where id = $1 and state in ('no-address', 'undeliverable')
"""

# Attempts only grow: one that lost its claim may report late.
_NOTE_ATTEMPT = """
update email set attempts = $2, last_error = $3, last_attempt_at = now()
where id = $1 and attempts < $2
"""

_SETTLE = """
update email set state = $2, attempts = $3, last_error = $4, last_attempt_at = now(),
  settled_at = now(), version = version + 1, secret = null
where id = $1 returning template, ticket_id, version
"""

# Letters about accounts are of no customer, whose erasure would end them.
_FORGET_LETTERS = """
update email set recipient = case when recipient is null then null else '' end,
  recipient_name = '', facts = '{}', body_text = '', body_html = ''
where id = any(array(
  select id from email
  where secret_until < now() - make_interval(days => $1) and recipient_name <> ''
    and state <> 'waiting'
  limit $2 for update skip locked))
"""

# The version of an e-mail's first news, if that is that it has no address.
UNADDRESSED = 1


@dataclass(frozen=True)
class Draft:
    """A new e-mail. Without a recipient it waits for one."""

    id: UUID
    template: str
    ticket_id: UUID | None
    ticket_number: int | None
    customer_id: UUID | None
    facts: dict[str, object]
    recipient: str | None
    recipient_name: str
    message_id: str
    letter: Letter
    secret: Secret | None = None
    area: str | None = None


@dataclass(frozen=True)
class Email:
    """One e-mail and what became of it. It has no recipient while its state is `no-address`."""

    id: UUID
    template: str
    ticket_id: UUID | None
    ticket_number: int | None
    customer_id: UUID | None
    facts: dict[str, Any]
    recipient: str | None
    recipient_name: str
    message_id: str
    language: str
    subject: str
    body_text: str
    body_html: str
    state: str
    attempts: int
    last_error: str | None
    last_attempt_at: datetime | None
    created_at: datetime
    settled_at: datetime | None
    secret: str | None = None
    secret_until: datetime | None = None

    def is_too_late(self, now: datetime) -> bool:
        """Whether it is about a secret that is of no use any more."""
        return self.secret_until is not None and (self.secret is None or self.secret_until <= now)

    def revealed(self) -> "Email":
        """As its recipient reads it."""
        if self.secret is None:
            return self
        return replace(
            self,
            body_text=self.body_text.replace(SECRET_PLACE, self.secret),
            body_html=self.body_html.replace(SECRET_PLACE, self.secret),
        )


@dataclass(frozen=True)
class Settled:
    """What others are told of an e-mail; `version` counts what they were told."""

    template: str
    ticket_id: UUID | None
    version: int


class Emails:
    """E-mails, inside one transaction."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, draft: Draft) -> bool:
        """Keep a new e-mail; False if it was there already. That one has no address is told."""
        state, version = ("waiting", 0) if draft.recipient else ("no-address", UNADDRESSED)
        status = await (await self._tx.driver()).execute(
            _ADD,
            draft.id,
            draft.template,
            draft.ticket_id,
            draft.ticket_number,
            draft.area,
            draft.customer_id,
            orjson.dumps(draft.facts).decode(),
            draft.recipient,
            draft.recipient_name,
            draft.message_id,
            draft.letter.language,
            draft.letter.subject,
            draft.letter.text,
            draft.letter.html,
            state,
            version,
            draft.secret.text if draft.secret else None,
            draft.secret.until if draft.secret else None,
        )
        return status == "INSERT 0 1"

    async def find(self, email_id: UUID) -> Email:
        """The e-mail; raises NotFound."""
        row = await (await self._tx.driver()).fetchrow(FIND, email_id)
        if row is None:
            raise missing(EMAILS)
        return Email(**row)

    async def without_address(self, customers: Sequence[UUID], hours: int) -> list[Email]:
        """Locks and returns these customers' e-mails that wait for an address, if not too old."""
        rows = await (await self._tx.driver()).fetch(_WITHOUT_ADDRESS, customers, hours)
        return [Email(**row) for row in rows]

    async def give_to(
        self, customer_id: UUID, ticket_id: UUID, name: str, hours: int
    ) -> list[Email]:
        """Makes this customer's the ticket's e-mails that are nobody's and have no address, if not
        too old."""
        driver = await self._tx.driver()
        rows = await driver.fetch(_GIVE_TO, ticket_id, customer_id, name, hours)
        return [Email(**row) for row in rows]

    async def send_to(self, email_id: UUID, recipient: str, name: str, letter: Letter) -> bool:
        """Let it go out, again or at last; False if it is already on its way or there."""
        status = await (await self._tx.driver()).execute(
            _SEND_TO,
            email_id,
            recipient,
            name,
            letter.language,
            letter.subject,
            letter.text,
            letter.html,
        )
        return status == "UPDATE 1"

    async def note_attempt(self, email_id: UUID, attempts: int, error: str) -> None:
        """Show that it was tried in vain."""
        await (await self._tx.driver()).execute(_NOTE_ATTEMPT, email_id, attempts, error)

    async def forget_letters(self, days: int) -> bool:
        """Keep of some letters whose link ended so long ago only that there were any; whether there
        may be more."""
        return await delete_some(await self._tx.driver(), _FORGET_LETTERS, days)

    async def settle(
        self, email_id: UUID, state: str, attempts: int, error: str | None = None
    ) -> Settled:
        """Show how it ended: `sent` or `undeliverable`."""
        driver = await self._tx.driver()
        (row,) = await driver.fetch(_SETTLE, email_id, state, attempts, error)
        return Settled(row["template"], row["ticket_id"], row["version"])
