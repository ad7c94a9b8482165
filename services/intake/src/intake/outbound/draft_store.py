"""Drafts in PostgreSQL, one for a contact."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

import asyncpg
import orjson

from chassis.database import Driver
from chassis.transactions import Tx
from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.draft import NO_CHANGES, Draft, DraftChange, DraftDetails, DraftTexts

_FIELDS = "reply, note, outcome, ticket, details, version, written_by, written_by_name, written_at"
_READ = f"select {_FIELDS} from contact_draft where contact_id = $1"  # noqa: S608 - our own words

_KEEP = f"""
insert into contact_draft (contact_id, {_FIELDS})
values ($1, $2, $3, $4, $5, $6, nextval('contact_draft_version'), $7, $8, $9)
on conflict (contact_id) do update set
  reply = excluded.reply, note = excluded.note, outcome = excluded.outcome,
  ticket = excluded.ticket, details = excluded.details,
  version = excluded.version, written_by = excluded.written_by,
  written_by_name = excluded.written_by_name, written_at = excluded.written_at
returning {_FIELDS}
"""  # noqa: S608 - as above

_DROP = "delete from contact_draft where contact_id = any($1::uuid[])"


class SqlDrafts:
    """Implements the port `Drafts`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def of(self, contact_id: UUID) -> Draft | None:
        """What was saved last, if anything was."""
        row = await (await self._kernel.driver()).fetchrow(_READ, contact_id)
        return _draft_of(row) if row else None

    async def keep(
        self, contact_id: UUID, texts: DraftTexts, operator: Operator, now: datetime
    ) -> Draft:
        """Instead of what was saved before; with a version of its own."""
        connection = await self._kernel.driver()
        said = (texts.reply, texts.note, texts.outcome, texts.ticket, _kept(texts.details))
        who = (operator.id, operator.name)
        row = await connection.fetchrow(_KEEP, contact_id, *said, *who, now)
        assert row is not None  # noqa: S101 - one row is always written
        return _draft_of(row)

    async def drop(self, contact_id: UUID) -> None:
        """There is none any more."""
        connection = await self._kernel.driver()
        await connection.execute(_DROP, [contact_id])


async def drop_finished(connection: Driver, contacts: Iterable[Contact]) -> None:
    """What was begun on contacts that have ended is of no use to anybody. A caller who hung up
    ends nothing: their holder goes on writing."""
    ended = [contact.id for contact in contacts if contact.ending is not None]
    if ended:
        await connection.execute(_DROP, ended)


def _draft_of(row: asyncpg.Record) -> Draft:
    reply, note, outcome, ticket, details, version, by, by_name, at = row
    texts = DraftTexts(reply, note, outcome, ticket, _read(details))
    return Draft(texts, version, Operator(by, by_name), at)


def _kept(details: DraftDetails) -> str | None:
    return None if details == NO_CHANGES else orjson.dumps(asdict(details)).decode()


def _read(kept: Mapping[str, dict[str, str] | None] | None) -> DraftDetails:
    changes = (kept or {}).items()
    return DraftDetails(**{name: DraftChange(**each) for name, each in changes if each})
