"""How the relay hands rows to Kafka: whole batches, in order, without waiting for each.

One batch per partition and level, built here: the client's own way, record by record, costs several
times the processor time, and the relay shares its process with the consumer.
"""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import asyncpg
import orjson
import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from aiokafka.producer.message_accumulator import BatchBuilder

from chassis.cloudevents import as_wire
from chassis.producer import partition_of

log = structlog.get_logger(__name__)

_ACK_SECONDS = 15.0

Row = asyncpg.Record
Place = tuple[str, int]
Batch = tuple[Place, list[int], BatchBuilder]
Ack = asyncio.Future[object]


async def send_all(producer: AIOKafkaProducer, rows: Sequence[Row]) -> set[int]:
    """Send rows in the order of each partition; the ids of those not acknowledged in time."""
    acks: list[tuple[list[int], Ack]] = []
    try:
        async with asyncio.timeout(_ACK_SECONDS):
            for place, ids, batch in _levelled(producer, await _by_place(producer, rows)):
                topic, partition = place
                acks.append((ids, await producer.send_batch(batch, topic, partition=partition)))
            await asyncio.wait([ack for _, ack in acks])
    except (TimeoutError, KafkaError, OSError) as error:
        log.warning("relay could not send", error=type(error).__name__)
    done = {number for ids, ack in acks if _succeeded(ack) for number in ids}
    return {row["id"] for row in rows} - done


async def _by_place(producer: AIOKafkaProducer, rows: Sequence[Row]) -> dict[Place, list[Row]]:
    partitions: dict[str, list[int]] = {}
    for topic in {row["topic"] for row in rows}:
        partitions[topic] = sorted(await producer.partitions_for(topic))
    places: dict[Place, list[Row]] = {}
    for row in rows:
        numbers = partitions[row["topic"]]
        place = (row["topic"], partition_of(row["key"], numbers, numbers))
        places.setdefault(place, []).append(row)
    return places


def _levelled(producer: AIOKafkaProducer, places: dict[Place, list[Row]]) -> Iterator[Batch]:
    """The first batch of every partition, then every second: a partition's next batch has to wait
    until the one before it has left."""
    queues = [_batches(producer, place, rows) for place, rows in places.items()]
    for level in zip_longest(*queues):
        yield from (batch for batch in level if batch is not None)


def _batches(producer: AIOKafkaProducer, place: Place, rows: Sequence[Row]) -> Iterator[Batch]:
    ids: list[int] = []
    batch = producer.create_batch()
    for row in rows:
        if not _append(batch, row):
            yield place, ids, batch
            ids, batch = [], producer.create_batch()
            _append(batch, row)
        ids.append(row["id"])
    yield place, ids, batch


def _append(batch: BatchBuilder, row: Row) -> bool:
    """False if the batch is full; an empty one takes any row."""
    headers = as_wire(orjson.loads(row["headers"]))
    appended = batch.append(timestamp=None, key=row["key"], value=row["value"], headers=headers)
    return appended is not None


def _succeeded(ack: Ack) -> bool:
    return ack.done() and not ack.cancelled() and ack.exception() is None
