"""How the relay hands parcels to Kafka: whole batches, in order, without waiting for each.

One batch per partition and level, built here: the client's own way, record by record, costs several
times the processor time, and the relay shares its process with the consumer.
"""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.producer.message_accumulator import BatchBuilder

from chassis.cloudevents import as_wire
from chassis.outbox import OutgoingEvent, opened
from chassis.producer import partition_of

log = structlog.get_logger(__name__)

_ACK_SECONDS, _FIND_SECONDS = 15.0, 2.0

Row = asyncpg.Record
Place = tuple[str, int]
Ack = asyncio.Future[object]


class Batch(NamedTuple):
    """What goes to one partition at once, and the numbers of the parcels it is of."""

    place: Place
    parcels: set[int]
    records: BatchBuilder


async def send_all(producer: AIOKafkaProducer, rows: Sequence[Row]) -> set[int]:
    """Send parcels in the order of each partition; the ids of those of which something was not
    acknowledged in time."""
    acks: list[tuple[set[int], Ack]] = []
    # Until all are on their way: which of them is whole, on all its partitions, is not known.
    failed = {row["id"] for row in rows}
    try:
        async with asyncio.timeout(_ACK_SECONDS):
            partitions = await _partitions(producer, {row["topic"] for row in rows})
            known = [row for row in rows if row["topic"] in partitions]
            for batch in _batches(producer, known, partitions):
                topic, partition = batch.place
                ack = await producer.send_batch(batch.records, topic, partition=partition)
                acks.append((batch.parcels, ack))
            failed -= {row["id"] for row in known}
            if acks:
                await asyncio.wait([ack for _, ack in acks])
    except (TimeoutError, KafkaError, OSError) as error:
        log.warning("relay could not send", error=type(error).__name__)
    return failed | {number for parcels, ack in acks if not _succeeded(ack) for number in parcels}


async def _partitions(producer: AIOKafkaProducer, topics: Iterable[str]) -> dict[str, list[int]]:
    """Of those that are there: one that is missing must not keep the others."""
    found: dict[str, list[int]] = {}
    for topic in topics:
        try:
            async with asyncio.timeout(_FIND_SECONDS):
                found[topic] = sorted(await producer.partitions_for(topic))
        except (TimeoutError, KafkaError) as error:
            log.warning("relay finds no topic", topic=topic, error=type(error).__name__)
    return found


def _batches(
    producer: AIOKafkaProducer, rows: Sequence[Row], partitions: Mapping[str, list[int]]
) -> Iterator[Batch]:
    """The first batch of every partition, then every second: a partition's next batch has to wait
    until the one before it has left."""
    queues: dict[Place, list[Batch]] = {}
    for row in rows:
        topic, numbers = row["topic"], partitions[row["topic"]]
        for event in opened(topic, row["body"]):
            key = event.key.encode()
            place = (topic, partition_of(key, numbers, numbers))
            queue = queues.setdefault(place, [])
            if not queue or not _append(queue[-1], key, event):
                queue.append(Batch(place, set(), producer.create_batch()))
                _append(queue[-1], key, event)
            queue[-1].parcels.add(row["id"])
    for level in zip_longest(*queues.values()):
        yield from (batch for batch in level if batch is not None)


def _append(batch: Batch, key: bytes, event: OutgoingEvent) -> bool:
    """False if the batch is full; an empty one takes any event."""
    headers = as_wire(event.headers)
    value = event.value.encode()
    appended = batch.records.append(timestamp=None, key=key, value=value, headers=headers)
    return appended is not None


def _succeeded(ack: Ack) -> bool:
    return ack.done() and not ack.cancelled() and ack.exception() is None
