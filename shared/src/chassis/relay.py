"""The relay: publishes what committed transactions left in the outbox.

Every shard of keys has one owner at a time (`shards`). The owner reads parcels by id, sends their
events without waiting for each acknowledgement, and deletes what was acknowledged as a whole; a
later event of a key is never deleted while an earlier one of it is not. What is sent again after a
failure carries the same event id: readers drop it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from chassis.database import SESSION_FAILED, Driver
from chassis.metrics import OUTBOX_SENT, RELAY_PRODUCERS_REPLACED
from chassis.outbox import SHARDS
from chassis.producer import stop_producer
from chassis.sending import Row, send_all
from chassis.shards import RELAY, Shards
from chassis.wake import CHANNEL, Bell

log = structlog.get_logger(__name__)

_BATCH = 250

# Whoever finds this many events at once is behind a backlog of its consumer, which needs the
# processor more: a few more milliseconds make fewer and larger rounds.
_BUSY = 100
_GATHER_SECONDS = 0.04
_IDLE_SECONDS = 1.0
_BACK_OFF_SECONDS = 0.5

# Longer than any round: what is sent is waited for, and a new producer may have to start.
_SILENCE = "60s"

_SELECT = """
select id, shard, topic, events, body from kernel_outbox
where shard = any($1::smallint[]) and topic || '/' || shard <> all($3::text[]) order by id limit $2
"""

_DELETE = "delete from kernel_outbox where id = any($1::bigint[])"

StartProducer = Callable[[], Awaitable[AIOKafkaProducer]]


class Relay:
    """Run one per worker process; `max_shards` limits its share where several run."""

    def __init__(
        self,
        dsn: str,
        start_producer: StartProducer,
        bell: Bell,
        *,
        max_shards: int = SHARDS,
    ) -> None:
        self._dsn = dsn
        self._start_producer = start_producer
        self._bell = bell
        self._max_shards = max_shards
        self._producer: AIOKafkaProducer | None = None
        self._stopping = False

    async def run(self) -> None:
        """For ever, until `stop`; database and brokers may come and go."""
        while not self._stopping:
            try:
                await self._session()
            except SESSION_FAILED as error:
                log.warning("relay lost its database", error=type(error).__name__)
                await asyncio.sleep(_BACK_OFF_SECONDS)
        await self._drop_producer()

    def stop(self) -> None:
        """Finish the batch in hand and end."""
        self._stopping = True
        self._bell.ring()

    async def _session(self) -> None:
        """One database connection; losing it gives up the shards. So does silence: frozen, or on a
        host that is gone, it would keep them from its heirs."""
        settings = {"application_name": RELAY, "idle_session_timeout": _SILENCE}
        connection = await asyncpg.connect(
            self._dsn, timeout=5, command_timeout=10, server_settings=settings
        )
        try:
            await connection.add_listener(CHANNEL, lambda *_: self._bell.ring())
            await self._work(connection)
        finally:
            connection.terminate()

    async def _work(self, connection: Driver) -> None:
        shards = Shards(connection, self._max_shards)
        held: list[str] = []
        while not self._stopping:
            # Between two rounds, when nothing of a shard that is left is on its way.
            await shards.look()
            rows = await connection.fetch(_SELECT, shards.owned, _BATCH, held)
            stuck = await self._publish(connection, rows) if rows else None
            if stuck is not None:
                # What Kafka may refuse for ever lets others pass before it is tried again. Only the
                # first: those after it may have failed because of it.
                held.append(f"{stuck['topic']}/{stuck['shard']}")
                await asyncio.sleep(_BACK_OFF_SECONDS)
            elif held:
                held.clear()
            elif not rows:
                await self._bell.wait(_IDLE_SECONDS)
            elif len(rows) < _BATCH and events_in(rows) >= _BUSY:
                await asyncio.sleep(_GATHER_SECONDS)

    async def _publish(self, connection: Driver, rows: Sequence[Row]) -> Row | None:
        """Send and delete; the first of which something was not acknowledged must be sent again."""
        try:
            producer = self._producer or await self._start_producer()
        except (KafkaError, OSError) as error:
            log.warning("relay finds no broker", error=type(error).__name__)
            return rows[0]
        self._producer = producer
        failed = await send_all(producer, rows)
        done = acknowledged(rows, failed)
        if done:
            await connection.execute(_DELETE, [row["id"] for row in done])
            OUTBOX_SENT.inc(events_in(done))
        if failed:
            # A producer that failed once may never succeed again (its sequence numbers are burnt).
            log.warning("relay replaces its producer", unacknowledged=len(failed))
            RELAY_PRODUCERS_REPLACED.inc()
            await self._drop_producer()
        return next((row for row in rows if row["id"] in failed), None)

    async def _drop_producer(self) -> None:
        if self._producer is not None:
            producer, self._producer = self._producer, None
            await stop_producer(producer)


def acknowledged(rows: Sequence[Row], failed: set[int]) -> list[Row]:
    """What may be deleted: acknowledged, and not behind something of its topic and shard that was
    not."""
    blocked: set[tuple[str, int]] = set()
    done: list[Row] = []
    for row in rows:
        place = (row["topic"], row["shard"])
        if row["id"] in failed:
            blocked.add(place)
        elif place not in blocked:
            done.append(row)
    return done


def events_in(rows: Sequence[Row]) -> int:
    """How many events these parcels hold."""
    return sum(row["events"] for row in rows)
