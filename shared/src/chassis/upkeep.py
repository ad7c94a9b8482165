"""Small recurring chores of every worker: gauges, freeing what a frozen one holds, and forgetting
what nobody needs any more."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import structlog

from chassis import call_rows, idempotency, inbox, quarantine, sessions
from chassis.causes import fresh_cause
from chassis.database import is_collision, is_outage
from chassis.frozen_sessions import end_frozen
from chassis.metrics import (
    CALLS_OPEN,
    LOOP_LAG,
    OUTBOX_AGE,
    OUTBOX_ROWS,
    PARKED_KEYS,
    QUARANTINED,
)
from chassis.transactions import Database

log = structlog.get_logger(__name__)
T = TypeVar("T")
Chore = Callable[[T], Awaitable[None]]
"""A service's own: about hourly, in a transaction of its own, by any number of processes."""

# Longer than Kafka keeps anything that could be delivered again.
INBOX_DAYS = 21
# A quarter is enough to ask why; after it nobody's data lie in a corner where nobody looks.
SETTLED_DAYS = 90
_EVERY_SECONDS = 10.0
_FORGET_EVERY = 360
_COLLECT_EVERY = 60

_GAUGES = """
select
  (select coalesce(sum(events), 0) from kernel_outbox) as outbox_rows,
  (select coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)
     from kernel_outbox) as outbox_age,
  (select count(*) from kernel_parked_key) as parked_keys,
  (select count(*) from kernel_quarantine where settled_at is null) as quarantined
"""

_CALLS = """
select kind, count(*) filter (where state in ('waiting', 'claimed')) as open
from kernel_call group by kind
"""


async def keep_up(database: Database[T], chores: Sequence[Chore[T]] = ()) -> None:
    """For ever."""
    turn = 0
    while True:
        try:
            await _look_around(database)
            if turn % _FORGET_EVERY == 0:
                await _forget(database)
                for chore in chores:
                    async with database.begin(fresh_cause()) as tx:
                        await chore(tx)
        except Exception as error:
            if not (is_outage(error) or is_collision(error)):
                raise
            log.warning("upkeep waits for the database", error=type(error).__name__)
        turn += 1
        await asyncio.sleep(_EVERY_SECONDS)


async def _look_around(database: Database[Any]) -> None:
    async with database.open(fresh_cause()) as tx:
        connection = await tx.driver()
        ended = await end_frozen(connection)
        (row,) = await connection.fetch(_GAUGES)
        open_calls = await connection.fetch(_CALLS)
    if ended:
        log.warning("ended sessions of a frozen process", sessions=ended)
    OUTBOX_ROWS.set(row["outbox_rows"])
    OUTBOX_AGE.set(row["outbox_age"])
    PARKED_KEYS.set(row["parked_keys"])
    QUARANTINED.set(row["quarantined"])
    for call in open_calls:
        CALLS_OPEN.labels(call["kind"]).set(call["open"])


async def _forget(database: Database[Any]) -> None:
    async with database.open(fresh_cause()) as tx:
        await inbox.forget(await tx.driver(), INBOX_DAYS)
        await idempotency.forget(tx)
        await call_rows.forget(await tx.driver())
        await sessions.forget(await tx.driver())
        await quarantine.forget(await tx.driver(), SETTLED_DAYS)


async def watch_loop() -> None:
    """How late the event loop is: what blocks it delays everyone.

    Once a minute whatever refers to itself is collected. The collector's thresholds are set for
    speed; by them alone a service that has seen many failures kept a quarter more memory.
    """
    clock = asyncio.get_running_loop().time
    turn = 0
    while True:
        before = clock()
        await asyncio.sleep(1.0)
        LOOP_LAG.set(max(0.0, clock() - before - 1.0))
        turn += 1
        if turn % _COLLECT_EVERY == 0:
            gc.collect()
