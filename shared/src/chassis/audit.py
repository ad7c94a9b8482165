"""Who looked at personal data: written down before it is shown, and never changed.

Each row carries the hash of the one before it. A row that was changed, taken out or put between
breaks the chain there; how far the chain reached at some moment is worth noting elsewhere, because
rows cut off at its end leave no gap.
"""

from datetime import datetime
from typing import Any, NamedTuple

from fastapi import Depends, Request

from chassis.causes import Cause
from chassis.policies import actor_of, authenticated
from chassis.tracing import current_traceparent
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
_VERIFY = f"""
select count(*) as rows, coalesce(max(position), 0) as position, max(at) as at,
  min(position) filter (where not whole) as broken_at,
  (select encode(hash, 'hex') from kernel_audit order by position desc limit 1) as hash
from (
  select position, at, position = coalesce(lag(position) over w, 0) + 1
    and previous = coalesce(lag(hash) over w, ''::bytea) and hash = {_HASH} as whole
  from kernel_audit window w as (order by position)
) as looked
"""  # noqa: S608 - no input at all


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


async def verify(tx: Tx) -> Verified:
    """Read the whole chain."""
    (row,) = await (await tx.driver()).fetch(_VERIFY)
    return Verified(row["rows"], row["position"], row["at"], row["hash"], row["broken_at"])


def audited(action: str) -> Any:
    """Beside the policy of a route: `dependencies=[READ, audited("customers.read")]`.

    Its subject is the id in the path, if there is one. What cannot be written down is not shown.
    """

    async def note(request: Request) -> None:
        if getattr(request.state, "actor", None) is None:
            await authenticated(request)
        database: Database[Any] = request.app.state.database
        cause = Cause(actor_of(request), request.state.correlation_id, None, current_traceparent())
        subject = next(iter(request.path_params.values()), "")
        async with database.open(cause) as tx:
            await append(tx, action, str(subject))

    return Depends(note)
