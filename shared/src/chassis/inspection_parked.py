"""Parked keys for people: list, look, replay, discard."""

from datetime import UTC, datetime
from typing import Any

from fastapi import Request
from pydantic import BaseModel

from chassis import audit, parking
from chassis.batches import Batches
from chassis.errors import NotFound
from chassis.http import cause_of
from chassis.inspection_common import (
    Because,
    BeginBare,
    Settled,
    StoredContent,
    content_of,
    failing_still,
    key_name,
    key_named,
)
from chassis.pages import After, Limit, Page, moment, page_of, position_of
from chassis.policies import actor_of
from chassis.transactions import Tx

_KEYS = """
select k.topic, k.key, k.reason, k.attempts, k.parked_at,
  (select count(*) from kernel_parked_record r where r.topic = k.topic and r.key = k.key) as records
from kernel_parked_key k
"""
_LIST = f"{_KEYS} where (parked_at, topic, key) > ($1, $2, $3) order by 5, 1, 2 limit $4"
_ONE = f"{_KEYS} where topic = $1 and key = $2"
_RECORDS = """
select * from kernel_parked_record where topic = $1 and key = $2 and id > $3 order by id limit $4
"""


class ParkedKey(BaseModel):
    """A key that waits, how many records wait behind it, and why."""

    topic: str
    key: str
    reason: str
    records: int
    attempts: int
    parked_at: datetime


class ParkedRecord(StoredContent):
    """A record that waits, with its content. The first of a key is the one that failed."""

    id: int
    partition: int
    offset: int
    parked_at: datetime


class ParkedDetail(ParkedKey):
    """A key with a page of its records, in the order in which they will be applied."""

    items: list[ParkedRecord]
    next: str | None


async def list_parked(begin: BeginBare, after: After = None, limit: Limit = 50) -> Page[ParkedKey]:
    """The keys that wait, oldest first. A `key` that is no plain text is `base64:` and its bytes,
    in the alphabet of addresses."""
    position = position_of(after, moment, str, key_named)
    start = position or (datetime.min.replace(tzinfo=UTC), "", b"")
    async with begin() as tx:
        rows = await (await tx.driver()).fetch(_LIST, *start, limit + 1)
    return page_of(
        [_parked_key(row) for row in rows],
        limit,
        lambda row: [row.parked_at.isoformat(), row.topic, row.key],
    )


async def show_parked(
    topic: str, key: str, begin: BeginBare, after: After = None, limit: Limit = 50
) -> ParkedDetail:
    """One key with its records: what they hold, and where they stood in the topic."""
    where = (topic, key_named(key))
    (start,) = position_of(after, int) or (0,)
    async with begin() as tx:
        connection = await tx.driver()
        row = await connection.fetchrow(_ONE, *where)
        if row is None:
            raise NotFound("No such key is parked.")
        records = await connection.fetch(_RECORDS, *where, start, limit + 1)
    page = page_of([_parked_record(each) for each in records], limit, lambda each: [each.id])
    return ParkedDetail(**_parked_key(row).model_dump(), items=page.items, next=page.next)


async def replay_parked(topic: str, key: str, request: Request) -> Settled:
    """Apply everything behind the key, in order, or nothing. Who did it is in the audit."""
    batches: Batches[Any] = request.app.state.batches

    async def note(tx: Tx) -> None:
        tx.cause = cause_of(request)
        await audit.append(tx, "kernel.parked-replayed", f"{topic} {key}"[:500])

    with failing_still():
        records = await batches.replay(topic, key_named(key), note)
        if not records:
            raise NotFound("No such key is parked.")
    return Settled(records=records)


async def discard_parked(
    topic: str, key: str, because: Because, begin: BeginBare, request: Request
) -> Settled:
    """Give up the key's records; later ones are applied again. They are kept in quarantine, as
    discarded, with who decided it, when and why."""
    by = actor_of(request)
    async with begin() as tx:
        records = await parking.give_up(
            await tx.driver(), topic, key_named(key), by=by, because=because.reason
        )
    if records is None:
        raise NotFound("No such key is parked.")
    return Settled(records=records)


def _parked_key(row: Any) -> ParkedKey:
    return ParkedKey(**{**row, "key": key_name(row["key"])})


def _parked_record(row: Any) -> ParkedRecord:
    fields = {name: row[name] for name in ("id", "partition", "offset", "parked_at")}
    return ParkedRecord(**fields, **content_of(row, row["record_key"]))
