"""Call-backs in PostgreSQL: the list, and what operators note."""

from uuid import UUID

import asyncpg

from chassis.errors import NotFound
from chassis.reach import Who
from chassis.scope import placed
from chassis.transactions import Tx
from intake.application.call_back_ports import (
    STATE_LABELS,
    Attempt,
    CallBackCounts,
    CallBackQuery,
    CallBackRow,
)
from intake.application.desk import HIGHEST_COUNT
from intake.domain.call_backs import CallBack
from intake.outbound.scope import condition_for

_ROWS = """
select b.id, b.phone, b.queue, b.contact_id, c.number as contact_number,
  coalesce(b.customer_id, c.customer_id) as customer_id,
  coalesce(c.name, c.customer_name) as name, coalesce(c.city, c.customer_city) as city,
  b.missed, b.first_missed_at, b.last_missed_at, b.due_at,
  b.state = 'open' and b.due_at < now() as overdue, b.state, b.attempts, b.last_outcome,
  b.last_attempt_at, b.note
from call_back b join contact c on c.id = b.contact_id
"""

_GET = """
select b.id, b.contact_id, b.queue, b.state, b.attempts, b.due_at,
  coalesce(c.city, c.customer_city) as city
from call_back b join contact c on c.id = b.contact_id where b.id = $1 for update of b
"""

_SAVE = """
update call_back set state = $2, attempts = $3, due_at = $4, last_outcome = $5,
  note = coalesce($6, note), last_attempt_at = $7, last_attempt_by = $8,
  settled_at = case when $2 <> 'open' then $7::timestamptz end
where id = $1
"""

# Both are read from one index, and no further than anybody reads a badge.
COUNTS = """
select
  (select count(*) from (
    select from call_back where state = 'open' and {seen} limit {most}) as o),
  (select count(*) from (
    select from call_back where state = 'open' and due_at < now() and {seen} limit {most}) as d)
"""


class SqlCallBacks:
    """Implements the port `CallBacks`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def page(self, query: CallBackQuery) -> list[CallBackRow]:
        """Up to `limit` rows."""
        values: list[object] = []
        conditions = [f"b.state = {placed(values, query.state)}"]
        if query.queue is not None:
            conditions.append(f"b.queue = {placed(values, query.queue)}")
        if query.after is not None:
            at, last = (placed(values, each) for each in query.after)
            conditions.append(f"(b.due_at, b.id) > ({at}, {last})")
        limit = placed(values, query.limit)
        statement = (
            f"{_ROWS} where {' and '.join(conditions)} order by b.due_at, b.id limit {limit}"
        )
        rows = await (await self._kernel.driver()).fetch(statement, *values)
        return [_row(row) for row in rows]

    async def counts(self, who: Who) -> CallBackCounts:
        """Those that are open, none higher than HIGHEST_COUNT; of who sees no contacts, none."""
        # They are as everybody's at the desk as the contacts they are of, which are not read here.
        statement = COUNTS.format(seen=condition_for(who), most=HIGHEST_COUNT)
        (counted,) = await (await self._kernel.driver()).fetch(statement)
        return CallBackCounts(*counted)

    async def row(self, call_back_id: UUID) -> CallBackRow:
        """One; raises NotFound."""
        connection = await self._kernel.driver()
        row = await connection.fetchrow(f"{_ROWS} where b.id = $1", call_back_id)
        if row is None:
            raise _missing()
        return _row(row)

    async def get(self, call_back_id: UUID) -> CallBack:
        """One, locked; raises NotFound."""
        row = await (await self._kernel.driver()).fetchrow(_GET, call_back_id)
        if row is None:
            raise _missing()
        return CallBack(*row)

    async def save(self, call_back: CallBack, attempt: Attempt) -> None:
        """After an attempt."""
        await (await self._kernel.driver()).execute(
            _SAVE,
            call_back.id,
            call_back.state,
            call_back.attempts,
            call_back.due_at,
            attempt.outcome,
            attempt.note,
            attempt.at,
            attempt.by,
        )


def _missing() -> NotFound:
    return NotFound("There is no such call-back.", code="unknown-call-back")


def _row(row: asyncpg.Record) -> CallBackRow:
    return CallBackRow(**dict(row), label=STATE_LABELS[row["state"]])
