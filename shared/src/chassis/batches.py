"""The kernel's one function: apply a batch of records, each exactly once in effect.

One database transaction holds the fence, the inbox, the effects, what they tell others, and
whatever could not be read. Only after it has committed is Kafka told. A batch that fails because
something it needs is down is left for later; one that fails for its own sake is halved until the
record at fault stands alone, and that record's key is parked. One that runs out of time is left for
later, too, and comes again as less: until it is known whose fault it is (`blame`).
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

import structlog

from chassis import fence, inbox, parking, quarantine
from chassis.blame import Blame, may_be_its_own
from chassis.causes import fresh_cause
from chassis.cloudevents import Record, Unreadable, texts_of, understand
from chassis.database import is_collision, is_outage, is_unstorable
from chassis.handlers import Subscriptions, Understood, lanes, waves
from chassis.metrics import BATCH_SECONDS, BATCHES_FAILED, RECORDS_APPLIED, RECORDS_SKIPPED
from chassis.pacing import Pace, Patience
from chassis.tracing import spans_of
from chassis.transactions import Database, Tx

log = structlog.get_logger(__name__)
T = TypeVar("T")

Note = Callable[[Tx], Awaitable[None]]

_COLLISION_TRIES = 5
_BUDGET_SECONDS = 10.0


class Batches(Generic[T]):
    """Applies batches for one service.

    A large batch is applied in two transactions side by side, each with partitions of its own: one
    of them computes while the other waits for the database.
    """

    def __init__(self, database: Database[T], subscriptions: Subscriptions[T]) -> None:
        self._database = database
        self._subscriptions = subscriptions
        self._pace = Pace()
        self._blame = Blame(database.engine)

    async def apply(self, records: Sequence[Record]) -> None:
        """Apply all records, or raise: then none of those not yet applied has had any effect.

        Raises whatever is down, or OutOfTime. Never raises for a record's own sake.
        """
        patience, done = Patience(_BUDGET_SECONDS), 0
        while done < len(records):
            some = records[done : done + self._pace.most]
            await self._apply_some(some, patience)
            done += len(some)

    async def _apply_some(self, records: Sequence[Record], patience: Patience) -> None:
        began = time.monotonic()
        divided = lanes(records, self._subscriptions.sources.homes)
        work = [self._apply_or_split(lane, patience) for lane in divided]
        outcomes = await asyncio.gather(*work, return_exceptions=True)
        seconds = time.monotonic() - began
        BATCH_SECONDS.observe(seconds)
        failures = [each for each in outcomes if isinstance(each, BaseException)]
        if any(may_be_its_own(failure) for failure in failures):
            self._pace.narrow(len(records))
        elif not failures and any(outcomes):
            self._pace.learn(len(records), seconds)
        for failure in failures[1:]:
            log.warning("the other half failed too", error=type(failure).__name__)
        if failures:
            raise failures[0]

    async def _apply_or_split(self, records: Sequence[Record], patience: Patience) -> bool:
        """Whether any of them had not been applied before."""
        patience.check()
        try:
            is_news = await self._apply_together(records)
        except Exception as error:
            # Whoever holds a lock for long is not the record's fault either.
            is_down = is_outage(error) or is_collision(error)
            if is_down and not await self._blame.is_on(records, error):
                BATCHES_FAILED.labels("outage").inc()
                raise
            if len(records) == 1:
                await self._park(records[0], error)
                patience.has_progress = True
                return True
            BATCHES_FAILED.labels("split").inc()
            middle = len(records) // 2
            first = await self._apply_or_split(records[:middle], patience)
            return await self._apply_or_split(records[middle:], patience) or first
        if is_news:
            patience.has_progress = True
            self._blame.acquit(records)
        return is_news

    async def _apply_together(self, records: Sequence[Record]) -> bool:
        """Whether any of them had not been applied before."""
        tries_left = _COLLISION_TRIES
        while True:
            tries_left -= 1
            try:
                async with self._database.open(fresh_cause()) as tx:
                    return await self._apply_in(tx, records)
            except Exception as error:
                if not is_collision(error) or not tries_left:
                    raise

    async def _apply_in(self, tx: Tx, records: Sequence[Record]) -> bool:
        connection = await tx.driver()
        fresh = await fence.pass_fence(connection, records)
        if len(fresh) < len(records):
            RECORDS_SKIPPED.labels("already-applied").inc(len(records) - len(fresh))
        if fresh:
            free = await self._queue_parked(tx, fresh)
            await self._call_handlers(tx, await self._understand(tx, free))
        return bool(fresh)

    async def _queue_parked(self, tx: Tx, records: Sequence[Record]) -> list[Record]:
        connection = await tx.driver()
        parked = await parking.parked_among(connection, records)
        if not parked:
            return list(records)
        free: list[Record] = []
        for record in records:
            if parking.parking_key(record) in parked:
                await parking.queue_behind(connection, record)
            else:
                free.append(record)
        return free

    async def _understand(self, tx: Tx, records: Sequence[Record]) -> list[Understood]:
        understood: list[Understood] = []
        sources = self._subscriptions.sources
        admit = partial(sources.admit, shaped=self._database.shaped(tx)) if sources else None
        for record in records:
            try:
                item = self.read(record)
                if item is not None and admit is not None:
                    await admit(record.topic, item.event)
            except Unreadable as why:
                await quarantine.put(await tx.driver(), record, why)
                continue
            if item is None:
                RECORDS_SKIPPED.labels("not-for-us").inc()
            else:
                understood.append(item)
        return understood

    def read(self, record: Record) -> Understood | None:
        """Decode a record; None if its type is none of ours; raises Unreadable."""
        headers = texts_of(record)
        kind = headers.get("ce_type")
        handles = self._subscriptions.by_type.get(kind or "")
        if handles is None:
            if kind is None or self._subscriptions.is_open_door(record.topic):
                raise Unreadable("unknown-type", f"ce_type is {kind!r}")
            return None
        if handles.contract.topic.name != self._subscriptions.home_of(record.topic):
            raise Unreadable("wrong-topic", f"{kind} belongs to {handles.contract.topic.name}")
        event = understand(record, headers, handles.contract)
        sources = self._subscriptions.sources
        if sources:
            event = sources.vouch(record.topic, event)
        return Understood(record, event)

    async def _call_handlers(self, tx: Tx, understood: Sequence[Understood]) -> None:
        shaped = self._database.shaped(tx)
        for wave in waves(understood):
            handles = self._subscriptions.by_type[wave[0].event.type]
            events: list[Any] = [item.event for item in wave]
            if not handles.repeatable:
                events = await inbox.first_time(await tx.driver(), events)
                RECORDS_SKIPPED.labels("duplicate").inc(len(wave) - len(events))
            if events:
                with spans_of(handles.contract.type, events) as traced:
                    await handles.handler(traced, shaped)
                RECORDS_APPLIED.labels(handles.contract.type).inc(len(events))

    async def _park(self, record: Record, error: Exception) -> None:
        """In a transaction of its own: the fence moves past the record, its key is parked.

        What no repair can make storable is quarantined instead, and its key goes on; so is what
        cannot be parked, or it would come again for ever.
        """
        log.error(
            "parked a key",
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            error=type(error).__name__,
            exc_info=error,
        )
        why = Unreadable("unstorable", "a text has a character that cannot be kept")
        try:
            await self._put_aside(record, why if is_unstorable(error) else error)
        except Exception as failure:
            if is_outage(failure) or is_collision(failure):
                raise
            log.exception("could not park a key")
            await self._put_aside(record, Unreadable("unparked", type(error).__name__))

    async def _put_aside(self, record: Record, error: Exception) -> None:
        async with self._database.open(fresh_cause()) as tx:
            connection = await tx.driver()
            if not await fence.pass_fence(connection, [record]):
                return
            if isinstance(error, Unreadable):
                await quarantine.put(connection, record, error)
            else:
                await parking.park(connection, record, f"{type(error).__name__}: {error}")

    async def replay(self, topic: str, key: bytes, note: Note | None = None) -> int:
        """Apply a parked key's records in order, all or none; how many. Raises what still fails.

        `note` writes down, in the same transaction, who did it.
        """
        async with self._database.open(fresh_cause()) as tx:
            connection = await tx.driver()
            records = await parking.take_all(connection, topic, key)
            for record in records:
                await self._call_handlers(tx, await self._understand(tx, [record]))
            await parking.release(connection, topic, key)
            if records and note is not None:
                await note(tx)
            return len(records)

    async def replay_quarantined(self, number: int, record: Record, by: str) -> bool:
        """Apply a record that could not be read before; False if somebody has settled it already.

        Raises Unreadable if it still cannot be read, or is turned away.
        """
        item = self.read(record)
        async with self._database.open(fresh_cause()) as tx:
            # First, because it locks the row: of two who replay it at once, one comes too late.
            is_ours = await quarantine.settle_replayed(await tx.driver(), number, by=by)
            if is_ours and item is not None:
                shaped = self._database.shaped(tx)
                await self._subscriptions.sources.admit(record.topic, item.event, shaped)
                await self._call_handlers(tx, [item])
            return is_ours
