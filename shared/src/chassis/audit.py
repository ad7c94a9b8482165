"""Who looked at personal data: written down before it is shown, and never changed.

Each row carries the hash of the one before it. A row that was changed, taken out or put between
breaks the chain there; how far the chain reached at some moment is worth noting elsewhere, because
rows cut off at its end leave no gap.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any, NamedTuple

from fastapi import Depends, Request

from chassis.http import cause_of
from chassis.transactions import Database, Tx

_LOCK = "select pg_advisory_xact_lock(32353)"
_HASH = """
sha256(convert_to(concat_ws(E'\\x1f', position,
  to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
  actor, action, subject, correlation_id, encode(previous, 'hex')), 'UTF8'))
"""
_APPEND = f"""
insert into kernel_audit
select position, at, actor, action, subject, correlation_id, previous, {_HASH}
from (
  select coalesce(last.position, 0) + 1 as position, clock_timestamp() as at, $1::text as actor,
         $2::text as action, $3::text as subject, $4::text as correlation_id,
         coalesce(last.hash, ''::bytea) as previous
  from (select 1) as one
  left join (select position, hash from kernel_audit order by position desc limit 1) last on true
) as new
"""  # noqa: S608 - no input but parameters
# No statement may take as long as the longest chain would.
_STRETCH = 10_000
_FIRST = -(2**63)
_VERIFY = f"""
select count(*) as rows, max(position) as position, max(at) as at,
  min(position) filter (where not whole) as broken_at,
  (array_agg(hash order by position desc))[1] as hash
from (
  select position, at, hash, position = coalesce(lag(position) over w, $2::bigint) + 1
    and previous = coalesce(lag(hash) over w, $3::bytea) and hash = {_HASH} as whole
  from (select * from kernel_audit where position >= $1 order by position limit $4) as stretch
  window w as (order by position)
) as looked
"""  # noqa: S608 - no input but parameters


class Verified(NamedTuple):
    """The chain as it was found: its last row, and the first that does not follow, if any."""

    rows: int
    position: int
    at: datetime | None
    hash: str | None
    broken_at: int | None


async def append(tx: Tx, action: str, subject: str) -> None:
    """Write down that the cause's actor does this; one after the other until the commit."""
    connection = await tx.driver()
    await connection.execute(_LOCK)
    await connection.execute(_APPEND, tx.cause.actor, action, subject, tx.cause.correlation_id)


async def verify(tx: Tx, stretch: int = _STRETCH) -> Verified:
    """Read the whole chain, so many rows at a time; each stretch follows from the one before."""
    connection, begin = await tx.driver(), _FIRST
    found, hash_ = Verified(0, 0, None, None, None), b""
    while True:
        row = await connection.fetchrow(_VERIFY, begin, found.position, hash_, stretch)
        if row is None or row["rows"] == 0:
            return found
        found, hash_ = _longer(found, row), row["hash"]
        if row["rows"] < stretch:
            return found
        begin = found.position + 1


def _longer(found: Verified, row: Any) -> Verified:
    broken_at = row["broken_at"] if found.broken_at is None else found.broken_at
    at = row["at"] if found.at is None else max(found.at, row["at"])
    rows = found.rows + row["rows"]
    return Verified(rows, row["position"], at, row["hash"].hex(), broken_at)


def audited(action: str) -> Any:
    """Beside the policy of a route that shows something: `audited("customers.read")`.

    Its subject is the first part of the path that varies, if one does. It is written once the
    answer is made and before it is sent: who is refused has seen nothing, and what cannot be
    written down is not shown.
    """

    async def note(request: Request) -> AsyncIterator[None]:
        # A refusal is raised here, so that nothing below is done.
        yield
        database: Database[Any] = request.app.state.database
        subject = next(iter(request.path_params.values()), "")
        async with database.open(cause_of(request)) as tx:
            await append(tx, action, str(subject))

    note.tero_audit = action  # type: ignore[attr-defined]
    return Depends(note, scope="function")
