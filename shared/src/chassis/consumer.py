"""One FastStream batch subscriber per service, set up so that nothing is lost.

Every deviation from the library's defaults below answers a loss, a stall or a livelock that was
measured with the defaults; see docs/architecture.md.
"""

import asyncio
import dataclasses
from collections.abc import Awaitable, Callable, Collection, Sequence
from itertools import chain
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.errors import KafkaError
from faststream import AckPolicy
from faststream._internal.endpoint.subscriber.utils import MultiLock
from faststream.kafka import KafkaBroker, KafkaMessage

from chassis.brokers import Brokers
from chassis.consumer_identity import member_id, security_of
from chassis.kafka_refusals import lacking
from chassis.settings import ServiceSettings

log = structlog.get_logger(__name__)

DRAIN_SECONDS = 20.0
_PAUSE_SECONDS = 1.0
_POLL_MS = 1_000
_MOST_RECORDS = 2_000

RawBatch = Sequence["ConsumerRecord[bytes | None, bytes | None]"]


class DrainOnRevoke(ConsumerRebalanceListener):  # type: ignore[misc] # untyped library
    """Holds a rebalance until the running batch has committed.

    The drain must stay shorter than the rebalance timeout, else the member is thrown out while it
    waits, for ever.
    """

    def __init__(self) -> None:
        self.subscriber: Any = None

    async def on_partitions_revoked(self, revoked: Collection[TopicPartition]) -> None:
        lock = self.subscriber.lock
        if isinstance(lock, MultiLock):
            await lock.wait_release(DRAIN_SECONDS)

    async def on_partitions_assigned(self, assigned: Collection[TopicPartition]) -> None:
        log.info("partitions assigned", partitions=len(assigned))


async def tolerant_parser(
    message: "RawBatch", original: Callable[["RawBatch"], Awaitable[KafkaMessage]]
) -> KafkaMessage:
    """Show the framework one record without headers: it would decode them all, and skip the whole
    batch without a word for a null or non-UTF-8 one. The handler gets the records untouched."""
    parsed = await original([dataclasses.replace(message[0], headers=())])
    parsed.raw_message = message
    return parsed


async def next_batch(consumer: AIOKafkaConsumer) -> RawBatch:
    """Wait for records; returns as soon as there are some.

    The framework's own way asks for a few milliseconds and then sleeps as long: fifty times a
    second, a few hundredths of a core for every idle service, or else a latency nobody wants.

    What a fetch that fails had of other partitions is lost with it, and would count as read: all
    go back to what the group has committed.
    """
    try:
        found = await consumer.getmany(timeout_ms=_POLL_MS, max_records=_MOST_RECORDS)
    except Exception:
        log.exception("a fetch failed")
        if partitions := consumer.assignment():
            consumer._fetcher.request_offset_reset(partitions, None)
        await asyncio.sleep(_PAUSE_SECONDS)
        raise
    return tuple(chain.from_iterable(found.values()))


async def pass_through(message: KafkaMessage) -> Any:
    """Records stay as they are: the kernel decodes them one by one."""
    return message.raw_message


class Consumer:
    """The subscriber of one service: all topics, one group."""

    def __init__(
        self,
        settings: ServiceSettings,
        brokers: Brokers,
        *,
        service: str,
        topics: Sequence[str],
        apply: Callable[[RawBatch], Awaitable[None]],
    ) -> None:
        self.last_attempt = asyncio.get_running_loop().time()
        self.is_running = False
        self.refusal: str | None = None
        self._apply = apply
        self._broker = KafkaBroker(
            brokers.addresses,
            client_id=settings.instance,
            security=security_of(brokers),
            ack_policy=AckPolicy.NACK_ON_ERROR,
            parser=tolerant_parser,
            decoder=pass_through,
            graceful_timeout=DRAIN_SECONDS,
            allow_auto_create_topics=False,
            apply_types=False,
            logger=None,
        )
        listener = DrainOnRevoke()
        listener.subscriber = self._broker.subscriber(
            *topics,
            group_id=service,
            group_instance_id=member_id(settings.instance, topics),
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            batch=True,
            max_records=_MOST_RECORDS,
            heartbeat_interval_ms=min(1_000, settings.session_timeout_ms // 3),
            session_timeout_ms=settings.session_timeout_ms,
            rebalance_timeout_ms=30_000,
            max_poll_interval_ms=120_000,
            max_partition_fetch_bytes=1 << 20,
            listener=listener,
        )
        listener.subscriber.get_msg = next_batch
        listener.subscriber(self._on_batch)

    async def _on_batch(self, records: Any) -> None:
        try:
            await self._apply(records)
        except Exception as error:
            # It comes again at once; without a pause that is a busy loop.
            log.warning("batch will be tried again", error=type(error).__name__)
            await asyncio.sleep(_PAUSE_SECONDS)
            raise
        finally:
            self.last_attempt = asyncio.get_running_loop().time()

    async def start(self) -> None:
        """Join the group; keeps trying until a broker answers."""
        while True:
            try:
                await self._broker.start()
            except (KafkaError, OSError) as error:
                log.warning("consumer finds no broker", error=type(error).__name__)
                self.refusal = lacking(error) if isinstance(error, KafkaError) else None
                await self.stop(seconds=DRAIN_SECONDS)
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                self.is_running, self.refusal = True, None
                return

    async def stop(self, *, seconds: float) -> None:
        """Finish the running batch, commit, leave; bounded, also when the brokers are away."""
        self.is_running = False
        try:
            async with asyncio.timeout(seconds):
                await self._broker.stop()
        except TimeoutError:
            log.warning("consumer stopped without saying good-bye")
