"""What flows through a service, in numbers: lag, outbox, external calls."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from aiokafka.errors import KafkaError
from fastapi import Request
from pydantic import BaseModel

from chassis.brokers import Brokers
from chassis.definition import Definition
from chassis.errors import Unavailable
from chassis.inspection_common import BeginBare
from chassis.inspection_lag import Lag, measure_lag

_KAFKA_SECONDS = 10.0
_PAUSE_SECONDS = 0.2

_APPLIED = "select topic, partition, next_offset from kernel_offset"

_AGE = "coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8"
_EVENTS = "coalesce(sum(events), 0) as rows"
_OUTBOX = f"select {_EVENTS}, {_AGE} as oldest_seconds from kernel_outbox"  # noqa: S608
_BY_TOPIC = f"""
select topic, {_EVENTS}, {_AGE} as oldest_seconds from kernel_outbox
group by topic order by topic
"""  # noqa: S608 - constants
_BY_SHARD = f"""
select shard, {_EVENTS}, {_AGE} as oldest_seconds from kernel_outbox
group by shard order by shard
"""  # noqa: S608 - constants

_CALLS = """
select kind, count(*) filter (where open) as open,
  count(*) filter (where open and last_error is not null) as failing,
  coalesce(extract(epoch from now() - min(created_at) filter (where open)), 0)::float8
    as oldest_seconds,
  coalesce(max(attempts) filter (where open), 0) as most_attempts,
  min(due_at) filter (where open and last_error is not null) as next_try_at,
  (array_agg(last_error order by attempts desc) filter (where open and last_error is not null))[1]
    as last_error,
  count(*) filter (where state = 'given-up' and settled_at > now() - interval '1 day')
    as given_up_today
from (select *, state in ('waiting', 'claimed') as open from kernel_call) as c
group by kind order by kind
"""


class Waiting(BaseModel):
    """Events that wait for the relay."""

    rows: int
    oldest_seconds: float


class WaitingOfTopic(Waiting):
    """Those for one topic."""

    topic: str


class WaitingOfShard(Waiting):
    """Those of one shard of keys, which one relay sends in order."""

    shard: int


class Outbox(Waiting):
    """All of them, by topic and by shard."""

    topics: list[WaitingOfTopic]
    shards: list[WaitingOfShard]


class CallsOfKind(BaseModel):
    """External calls of one kind. `failing` ones are open and were refused at least once."""

    kind: str
    open: int
    failing: int
    oldest_seconds: float
    most_attempts: int
    next_try_at: datetime | None
    last_error: str | None
    given_up_today: int


async def show_lag(begin: BeginBare, request: Request) -> Lag:
    """How far this service is behind, by partition, and who reads each."""
    return await lag_of(begin, request)


async def lag_of(begin: BeginBare, request: Request) -> Lag:
    """The same for other routes; Unavailable if no broker answers."""
    definition: Definition[object] = request.app.state.definition
    async with begin() as tx:
        rows = await (await tx.driver()).fetch(_APPLIED)
    applied = {(row["topic"], row["partition"]): row["next_offset"] for row in rows}
    topics = definition.subscriptions.topics
    brokers: Brokers = request.app.state.brokers
    try:
        async with asyncio.timeout(_KAFKA_SECONDS):
            return await _persistently(
                partial(measure_lag, brokers, definition.name, topics, applied)
            )
    except TimeoutError as error:
        raise Unavailable("The brokers do not answer.", code="brokers-away") from error


async def _persistently(ask: Callable[[], Awaitable[Lag]]) -> Lag:
    """One broker of several may be away, and each question may meet that one."""
    while True:
        try:
            return await ask()
        except (KafkaError, OSError):
            await asyncio.sleep(_PAUSE_SECONDS)


async def show_outbox(begin: BeginBare) -> Outbox:
    """What was committed and not told yet."""
    async with begin() as tx:
        connection = await tx.driver()
        total = await connection.fetchrow(_OUTBOX)
        topics = await connection.fetch(_BY_TOPIC)
        shards = await connection.fetch(_BY_SHARD)
    return Outbox(
        **total,
        topics=[WaitingOfTopic(**row) for row in topics],
        shards=[WaitingOfShard(**row) for row in shards],
    )


async def show_calls(begin: BeginBare) -> list[CallsOfKind]:
    """External calls by kind: open, failing, given up within a day."""
    async with begin() as tx:
        rows = await (await tx.driver()).fetch(_CALLS)
    return [CallsOfKind(**row) for row in rows]
