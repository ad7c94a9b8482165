"""Quarantine for people: list, look, replay, discard."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import Path, Request
from pydantic import BaseModel

from chassis import quarantine
from chassis.batches import Batches
from chassis.cloudevents import Unreadable
from chassis.errors import Conflict, NotFound
from chassis.inspection_common import (
    Because,
    BeginBare,
    Settled,
    StoredContent,
    content_of,
    failing_still,
)
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import actor_of
from chassis.records import stored_record

Number = Annotated[int, Path(ge=1, lt=1 << 63)]

_COLUMNS = """
select q.id, q.topic, q.partition, q."offset", q.reason, q.detail, q.quarantined_at,
  q.settled_as, q.settled_at, q.settled_by, q.settled_because, a.login as settled_by_login
"""
_FROM = """
from kernel_quarantine q left join kernel_account a on a.account_id::text = q.settled_by
"""
_LIST = f"""{_COLUMNS} {_FROM}
where q.id > $1 and ($2 or q.settled_at is null) order by q.id limit $3
"""
_ONE = f"""{_COLUMNS}, q.key, q.value, q.headers, q.timestamp_ms {_FROM} where q.id = $1
"""


class QuarantinedRecord(BaseModel):
    """A record that was put aside, why, and what became of it. Its bytes are in the detail view."""

    id: int
    topic: str
    partition: int
    offset: int
    reason: str
    detail: str
    quarantined_at: datetime
    settled_as: str | None
    settled_at: datetime | None
    settled_by: str | None
    settled_by_login: str | None
    settled_because: str | None


class QuarantinedDetail(QuarantinedRecord, StoredContent):
    """With its content."""


async def list_quarantine(
    begin: BeginBare, after: After = None, limit: Limit = 50, settled: bool = False
) -> Page[QuarantinedRecord]:
    """Open records first in first out; `settled` shows the others too."""
    position = position_of(after, int) or (0,)
    async with begin() as tx:
        connection = await tx.driver()
        rows = await connection.fetch(_LIST, position[0], settled, limit + 1)
    found = [QuarantinedRecord(**row) for row in rows]
    return page_of(found, limit, lambda row: [row.id])


async def show_quarantined(number: Number, begin: BeginBare) -> QuarantinedDetail:
    """Everything that is known of one record."""
    row = await _quarantined(begin, number)
    fields = {name: row[name] for name in QuarantinedRecord.model_fields}
    return QuarantinedDetail(**fields, **content_of(row, row["key"]))


async def replay_quarantined(number: Number, begin: BeginBare, request: Request) -> Settled:
    """Try to read and apply it again, now that the cause is mended."""
    row = await _quarantined(begin, number)
    if row["settled_at"] is not None:
        raise _settled_already(row["settled_as"])
    batches: Batches[Any] = request.app.state.batches
    record = stored_record(row, key=row["key"])
    with failing_still():
        try:
            is_ours = await batches.replay_quarantined(number, record, actor_of(request))
        except Unreadable as error:
            raise Conflict(f"Still unreadable: {error}", code="still-unreadable") from error
    if not is_ours:
        raise _settled_already(None)
    return Settled(records=1)


async def discard_quarantined(
    number: Number, because: Because, begin: BeginBare, request: Request
) -> Settled:
    """Give it up. The bytes stay, with who decided it, when and why."""
    row = await _quarantined(begin, number)
    async with begin() as tx:
        connection = await tx.driver()
        by = actor_of(request)
        if not await quarantine.discard(connection, number, by=by, because=because.reason):
            raise _settled_already(row["settled_as"])
    return Settled(records=1)


def _settled_already(how: str | None) -> Conflict:
    sentence = f"It is settled already: {how or 'just now'}."
    return Conflict(sentence, code="already-settled", settled_as=how)


async def _quarantined(begin: Any, number: Number) -> Any:
    async with begin() as tx:
        row = await (await tx.driver()).fetchrow(_ONE, number)
    if row is None:
        raise NotFound("No such record is in quarantine.")
    return row
