"""Liveness is progress: a consumer that has work and does nothing is dead, whatever it says."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import asyncpg
import structlog
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from chassis.brokers import Brokers
from chassis.database import SESSION_FAILED, Driver
from chassis.kafka_refusals import lacking, why_refused
from chassis.metrics import LAG, PROGRESS_AGE

log = structlog.get_logger(__name__)

_EVERY_SECONDS = 5.0
_ASK_SECONDS = 10.0
_FETCH_MS = 3_000
_ABSENT_SECONDS = _ASK_SECONDS + 2 * _EVERY_SECONDS
_OFFSETS = "select topic, partition, next_offset from kernel_offset"


class Span(NamedTuple):
    """Offsets of a partition: what is done ends at the first, what there is at the second."""

    done: int
    end: int

    @property
    def records(self) -> int:
        """How many wait."""
        return max(0, self.end - self.done)


class Stalled(Exception):
    """There is lag, and nothing has moved or been tried for too long."""


class ProgressWatch:
    """Compares the ends of the topics with what the database says was applied.

    It asks with a consumer of its own, outside the group: a deaf consumer believes it has no lag.
    A batch that was tried and failed counts as life: what is down will not be healed by a restart.
    The marks that a producer's transactions leave count as offsets, but nobody is handed them.
    """

    def __init__(
        self,
        brokers: Brokers,
        topics: Sequence[str],
        dsn: str,
        *,
        last_attempt: Callable[[], float],
        stall_seconds: float,
    ) -> None:
        self._brokers = brokers
        self._topics = topics
        self._dsn = dsn
        self._last_attempt = last_attempt
        self._stall_seconds = stall_seconds
        self.refusal: str | None = None
        self._applied: dict[TopicPartition, int] = {}
        self._empty_until: dict[TopicPartition, int] = {}
        self._moved_at = self._judged_at = self._heard_at = asyncio.get_running_loop().time()

    @property
    def brokers_answer(self) -> bool:
        """Whether they have answered lately."""
        return asyncio.get_running_loop().time() - self._heard_at < _ABSENT_SECONDS

    async def run(self) -> None:
        """For ever; raises Stalled. What cannot be asked now is asked again later."""
        while True:
            with contextlib.suppress(*SESSION_FAILED):
                try:
                    await self._session()
                except KafkaError as error:
                    self.refusal = lacking(error) or await why_refused(self._brokers)
            await asyncio.sleep(_EVERY_SECONDS)

    async def _session(self) -> None:
        consumer = AIOKafkaConsumer(
            **self._brokers.parameters, enable_auto_commit=False, isolation_level="read_committed"
        )
        try:
            async with asyncio.timeout(_ASK_SECONDS):
                await consumer.start()
            self._heard_at = asyncio.get_running_loop().time()
            await self._keep_looking(consumer)
        finally:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_ASK_SECONDS):
                    await consumer.stop()

    async def _keep_looking(self, consumer: AIOKafkaConsumer) -> None:
        """On one connection: logging in again for every look costs more than the look."""
        connection = await asyncpg.connect(self._dsn, timeout=5)
        try:
            while True:
                async with asyncio.timeout(_ASK_SECONDS):
                    await self._look(consumer, connection)
                await asyncio.sleep(_EVERY_SECONDS)
        finally:
            connection.terminate()

    async def _look(self, consumer: AIOKafkaConsumer, connection: Driver) -> None:
        rows = await connection.fetch(_OFFSETS)
        applied = {
            TopicPartition(row["topic"], row["partition"]): row["next_offset"] for row in rows
        }
        lag = await self._lag(consumer, applied)
        self.refusal = None
        self._heard_at = asyncio.get_running_loop().time()
        try:
            self.judge(applied, lag)
        except Stalled:
            if not await self._are_marks(consumer, lag):
                raise
            self._moved_at = self._heard_at

    async def _lag(
        self, consumer: AIOKafkaConsumer, applied: Mapping[TopicPartition, int]
    ) -> dict[TopicPartition, Span]:
        """From where to where, of each partition, something was not applied yet."""
        partitions = [
            TopicPartition(topic, number)
            for topic in self._topics
            for number in await consumer._client._wait_on_metadata(topic)
        ]
        ends: dict[TopicPartition, int] = await consumer.end_offsets(partitions)
        starts: dict[TopicPartition, int] = await consumer.beginning_offsets(partitions)
        empty = self._empty_until
        return {
            each: Span(max(applied.get(each, 0), starts[each], empty.get(each, 0)), end)
            for each, end in ends.items()
        }

    async def _are_marks(
        self, consumer: AIOKafkaConsumer, lag: Mapping[TopicPartition, Span]
    ) -> bool:
        """Whether nothing of what seems to wait is a record; then it waits no more."""
        waiting = {each: span for each, span in lag.items() if span.records}
        consumer.assign(list(waiting))
        for each, span in waiting.items():
            consumer.seek(each, span.done)
        found = await consumer.getmany(timeout_ms=_FETCH_MS, max_records=1)
        passed = {each: await consumer.position(each) for each in waiting}
        consumer.assign([])
        if any(found.values()) or any(passed[each] < span.end for each, span in waiting.items()):
            return False
        self._empty_until |= passed
        return True

    def judge(self, applied: dict[TopicPartition, int], lag: Mapping[TopicPartition, Span]) -> None:
        """Publish the lag; raise Stalled when it exists and nobody works on it."""
        waiting = dict.fromkeys(self._topics, 0)
        for partition, span in lag.items():
            waiting[partition.topic] += span.records
        now = asyncio.get_running_loop().time()
        if now - self._judged_at > _ABSENT_SECONDS:
            # Frozen, or the brokers were away: nobody could have seen a movement.
            self._moved_at = now
        self._judged_at = now
        if applied != self._applied or not any(waiting.values()):
            self._applied, self._moved_at = applied, now
        for topic, records in waiting.items():
            LAG.labels(topic).set(records)
        age = now - max(self._moved_at, self._last_attempt())
        PROGRESS_AGE.set(age)
        if age > self._stall_seconds:
            raise Stalled(f"{sum(waiting.values())} records wait, nothing moved for {age:.0f} s")
