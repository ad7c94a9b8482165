"""How the relay hands parcels to Kafka: whole batches, in order, without waiting for each.

One batch per partition and level, built here: the client's own way, record by record, costs several
times the processor time, and the relay shares its process with the consumer.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import asyncpg
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.producer.message_accumulator import BatchBuilder

from chassis.cloudevents import as_wire
from chassis.outbox import opened
from chassis.producer import partition_of

log = structlog.get_logger(__name__)

_ACK_SECONDS = 15.0

Row = asyncpg.Record
Place = tuple[str, int]
Batch = tuple[Place, set[int], BatchBuilder]
Ack = asyncio.Future[object]


class Packed(NamedTuple):
    """An event as Kafka carries it, and the number of the parcel it came in."""

    parcel: int
    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


async def send_all(producer: AIOKafkaProducer, rows: Sequence[Row]) -> set[int]:
    """Send parcels in the order of each partition; the ids of those of which something was not
    acknowledged in time."""
    acks: list[tuple[set[int], Ack]] = []
    is_complete = False
    try:
        async with asyncio.timeout(_ACK_SECONDS):
            for place, ids, batch in _levelled(producer, await _by_place(producer, rows)):
                topic, partition = place
                acks.append((ids, await producer.send_batch(batch, topic, partition=partition)))
            is_complete = True
            await asyncio.wait([ack for _, ack in acks])
    except (TimeoutError, KafkaError, OSError) as error:
        log.warning("relay could not send", error=type(error).__name__)
    if not is_complete:
        # A parcel goes to several partitions: which of them is whole was not found out.
        return {row["id"] for row in rows}
    return {number for ids, ack in acks if not _succeeded(ack) for number in ids}


async def _by_place(producer: AIOKafkaProducer, rows: Sequence[Row]) -> dict[Place, list[Packed]]:
    partitions: dict[str, list[int]] = {}
    for topic in {row["topic"] for row in rows}:
        partitions[topic] = sorted(await producer.partitions_for(topic))
    places: dict[Place, list[Packed]] = {}
    for row in rows:
        topic, numbers = row["topic"], partitions[row["topic"]]
        for event in opened(topic, row["body"]):
            key = event.key.encode()
            place = (topic, partition_of(key, numbers, numbers))
            packed = Packed(row["id"], key, event.value.encode(), as_wire(event.headers))
            places.setdefault(place, []).append(packed)
    return places


def _levelled(producer: AIOKafkaProducer, places: dict[Place, list[Packed]]) -> Iterator[Batch]:
    """The first batch of every partition, then every second: a partition's next batch has to wait
    until the one before it has left."""
    queues = [_batches(producer, place, events) for place, events in places.items()]
    for level in zip_longest(*queues):
        yield from (batch for batch in level if batch is not None)


def _batches(producer: AIOKafkaProducer, place: Place, events: Sequence[Packed]) -> Iterator[Batch]:
    ids: set[int] = set()
    batch = producer.create_batch()
    for event in events:
        if not _append(batch, event):
            yield place, ids, batch
            ids, batch = set(), producer.create_batch()
            _append(batch, event)
        ids.add(event.parcel)
    yield place, ids, batch


def _append(batch: BatchBuilder, event: Packed) -> bool:
    """False if the batch is full; an empty one takes any event."""
    _, key, value, headers = event
    return batch.append(timestamp=None, key=key, value=value, headers=headers) is not None


def _succeeded(ack: Ack) -> bool:
    return ack.done() and not ack.cancelled() and ack.exception() is None
