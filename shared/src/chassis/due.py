"""Due rows: what must happen later, exactly once, also when nobody is running at that moment."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

import orjson
import structlog

from chassis.causes import SYSTEM, Cause
from chassis.database import is_collision, is_outage, ran_too_long
from chassis.transactions import Database, Tx

log = structlog.get_logger(__name__)
T = TypeVar("T")

_LONGEST_SLEEP = 1.0
_SOON_SECONDS, _RETRY_SECONDS = 2, 60

_SCHEDULE = """
insert into kernel_due (kind, subject, due_at, payload, correlation_id)
values ($1, $2, $3, $4::jsonb, $5)
on conflict (kind, subject) do update
  set due_at = excluded.due_at, payload = excluded.payload,
      correlation_id = excluded.correlation_id
"""

# One row at a time: a handler that fails must not hold back its neighbours.
_TAKE = """
delete from kernel_due where (kind, subject) = (
  select kind, subject from kernel_due
  where due_at <= now() and kind = any($1::text[])
  order by due_at limit 1 for update skip locked)
returning kind, subject, due_at, payload, correlation_id
"""

# Unless somebody has moved it meanwhile.
_POSTPONE = """
update kernel_due set due_at = now() + make_interval(secs => $4)
where kind = $1 and subject = $2 and due_at = $3
"""


@dataclass(frozen=True)
class Due:
    """Something whose time has come. `subject` is what it is about, usually an id."""

    kind: str
    subject: str
    due_at: datetime
    payload: dict[str, Any]


DueHandler = Callable[[Due, T], Awaitable[None]]


async def schedule(
    tx: Tx, kind: str, subject: object, due_at: datetime, payload: Mapping[str, Any] | None = None
) -> None:
    """Have `kind` happen to `subject` at that time; a second call moves the first."""
    text = orjson.dumps(dict(payload or {})).decode()
    connection = await tx.driver()
    await connection.execute(_SCHEDULE, kind, str(subject), due_at, text, tx.cause.correlation_id)


async def schedule_in(
    tx: Tx, kind: str, subject: object, seconds: float, payload: Mapping[str, Any] | None = None
) -> None:
    """The same, so long from now by the clock that also fires it, the database's."""
    connection = await tx.driver()
    at = await connection.fetchval(
        "select clock_timestamp() + make_interval(secs => $1)", float(seconds)
    )
    await schedule(tx, kind, subject, at, payload)


async def cancel(tx: Tx, kind: str, subject: object) -> None:
    """It need not happen any more; nothing if it was not scheduled."""
    connection = await tx.driver()
    await connection.execute(
        "delete from kernel_due where kind = $1 and subject = $2", kind, str(subject)
    )


class Timers(Generic[T]):
    """Fires due rows. Any number of processes may run it: a row is taken by one."""

    def __init__(self, database: Database[T], handlers: Mapping[str, DueHandler[T]]) -> None:
        self._database = database
        self._handlers = handlers

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                fired = await self.fire_one()
            except Exception as error:
                if not (is_outage(error) or is_collision(error)):
                    raise
                log.warning("timers wait for the database", error=type(error).__name__)
                fired = False
            if not fired:
                await asyncio.sleep(_LONGEST_SLEEP)

    async def fire_one(self) -> bool:
        """Fire the row that is most overdue; False when none is due.

        The row disappears in the transaction of its effect. One that fails is tried again in a
        minute, and the reason logged: it stays visible as overdue. One that loses to another
        transaction is tried again soon, after others: it may always lose.
        """
        taken: Due | None = None
        try:
            async with self._database.open(Cause(SYSTEM, "")) as tx:
                taken = await self._take(tx)
                if taken is not None:
                    await self._handlers[taken.kind](taken, self._database.shaped(tx))
        except Exception as error:
            # One that always takes too long is no outage: it would be taken first for ever.
            if taken is None or (is_outage(error) and not ran_too_long(error)):
                raise
            if is_collision(error):
                await self._postpone(taken, _SOON_SECONDS)
            else:
                log.exception("a due row failed", kind=taken.kind, subject=taken.subject)
                await self._postpone(taken, _RETRY_SECONDS)
        return taken is not None

    async def _take(self, tx: Tx) -> Due | None:
        connection = await tx.driver()
        row = await connection.fetchrow(_TAKE, list(self._handlers))
        if row is None:
            return None
        tx.cause = Cause(SYSTEM, row["correlation_id"])
        return Due(row["kind"], row["subject"], row["due_at"], row["payload"])

    async def _postpone(self, due: Due, seconds: float) -> None:
        async with self._database.open(Cause(SYSTEM, "")) as tx:
            connection = await tx.driver()
            await connection.execute(_POSTPONE, due.kind, due.subject, due.due_at, seconds)
