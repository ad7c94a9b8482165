"""The only Kafka producer in the system, and how to get rid of one that is stuck."""

import asyncio
from collections.abc import Sequence
from functools import lru_cache

from aiokafka import AIOKafkaProducer
from aiokafka.partitioner import murmur2

STOP_SECONDS = 5.0


@lru_cache(maxsize=100_000)
def _hash(key: bytes) -> int:
    # The library's own hash is pure Python and costs more than the rest of a send.
    return int(murmur2(key)) & 0x7FFFFFFF


def partition_of(key: bytes | None, partitions: Sequence[int], available: Sequence[int]) -> int:
    """Kafka's own placement of a key, so that every client agrees on it."""
    if key is None:
        return (available or partitions)[0]
    return partitions[_hash(key) % len(partitions)]


async def start_producer(
    servers: Sequence[str], *, name: str, request_timeout_ms: int
) -> AIOKafkaProducer:
    """An idempotent producer, started; raises KafkaError when no broker answers."""
    producer = AIOKafkaProducer(
        bootstrap_servers=list(servers),
        client_id=name,
        acks="all",
        enable_idempotence=True,
        linger_ms=0,
        max_batch_size=131_072,
        request_timeout_ms=request_timeout_ms,
        retry_backoff_ms=200,
        partitioner=partition_of,
    )
    try:
        await producer.start()
    except BaseException:
        await stop_producer(producer)
        raise
    return producer


async def stop_producer(producer: AIOKafkaProducer) -> None:
    """Stop within five seconds, whatever state it is in.

    With sends pending and no leader, the library's own stop never returns, and its sender would
    go on sending behind the back of its successor: it is cancelled first.
    """
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await producer.stop()
    except TimeoutError:
        sender = producer._sender._sender_task
        if sender is not None:
            sender.cancel()
            await asyncio.wait([sender], timeout=1.0)
        async with asyncio.timeout(STOP_SECONDS):
            await producer.client.close()
