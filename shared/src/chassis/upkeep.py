"""Small recurring chores of every worker: gauges, freeing what a frozen one holds, and forgetting
what nobody needs any more."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any, TypeVar

import structlog

from chassis import call_rows, idempotency, inbox, quarantine, sessions
from chassis.causes import Cause, fresh_cause
from chassis.database import Driver, is_collision, is_outage
from chassis.frozen_sessions import end_frozen
from chassis.metrics import (
    CALLS_OPEN,
    LOOP_LAG,
    OUTBOX_AGE,
    OUTBOX_ROWS,
    PARKED_KEYS,
    QUARANTINED,
)
from chassis.transactions import Database, Tx

log = structlog.get_logger(__name__)
T = TypeVar("T")
Chore = Callable[[T], Awaitable[bool]]
"""A service's own: about hourly, in a transaction of its own, by any number of processes. It says
whether it may have left some: then it is done again at once, in another transaction."""

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

# Of those that are settled there are a month's, of these a few: its index has no others.
_CALLS = """
select kind, count(*) as open from kernel_call where state in ('waiting', 'claimed') group by kind
"""

_FORGET: Sequence[Callable[[Driver], Awaitable[bool]]] = (
    partial(inbox.forget, days=INBOX_DAYS),
    idempotency.forget,
    call_rows.forget,
    sessions.forget,
    partial(quarantine.forget, days=SETTLED_DAYS),
)


async def keep_up(database: Database[T], chores: Sequence[Chore[T]] = ()) -> None:
    """For ever. Each chore on its own: one that never ends in time keeps no other from its turn."""
    turn = 0
    kinds: set[str] = set()
    while True:
        await _without_outage(_look_around(database, kinds))
        if turn % _FORGET_EVERY == 0:
            for forget in _FORGET:
                await _without_outage(do(database.open, partial(_with_driver, forget)))
            for chore in chores:
                await _without_outage(do(database.begin, chore))
        turn += 1
        await asyncio.sleep(_EVERY_SECONDS)


async def _without_outage(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception as error:
        if not (is_outage(error) or is_collision(error)):
            raise
        log.warning("upkeep waits for the database", error=type(error).__name__)


async def do(begin: Callable[[Cause], AbstractAsyncContextManager[T]], chore: Chore[T]) -> None:
    """In as many transactions as it takes: more may have come in an hour than one can deal with."""
    is_left = True
    while is_left:
        async with begin(fresh_cause()) as tx:
            is_left = await chore(tx)


async def _with_driver(forget: Callable[[Driver], Awaitable[bool]], tx: Tx) -> bool:
    return await forget(await tx.driver())


async def _look_around(database: Database[Any], kinds: set[str]) -> None:
    """`kinds` of calls that were ever open: of those that are not now there are none."""
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
    open_now = {call["kind"]: call["open"] for call in open_calls}
    kinds.update(open_now)
    for kind in kinds:
        CALLS_OPEN.labels(kind).set(open_now.get(kind, 0))


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
