"""The only Kafka producer in the system, and how to get rid of one that is stuck."""

import asyncio
from collections.abc import Sequence
from functools import lru_cache
from struct import unpack_from

from aiokafka import AIOKafkaProducer

from chassis.brokers import Brokers

STOP_SECONDS = 5.0

_SEED, _MIX, _MASK = 0x9747B28C, 0x5BD1E995, 0xFFFFFFFF


@lru_cache(maxsize=100_000)
def _hash(key: bytes) -> int:
    """Kafka's murmur2. The client library's takes the key byte by byte, which costs more than all
    the rest of a send."""
    words, tail = divmod(len(key), 4)
    mixed = _SEED ^ len(key)
    for word in unpack_from(f"<{words}I", key):
        mixing = word * _MIX & _MASK
        mixing = (mixing ^ mixing >> 24) * _MIX
        mixed = (mixed * _MIX ^ mixing) & _MASK
    if tail:
        mixed = (mixed ^ int.from_bytes(key[-tail:], "little")) * _MIX & _MASK
    mixed = (mixed ^ mixed >> 13) * _MIX & _MASK
    return (mixed ^ mixed >> 15) & 0x7FFFFFFF


def partition_of(key: bytes | None, partitions: Sequence[int], available: Sequence[int]) -> int:
    """Kafka's own placement of a key, so that every client agrees on it."""
    if key is None:
        return (available or partitions)[0]
    return partitions[_hash(key) % len(partitions)]


async def start_producer(
    brokers: Brokers, *, name: str, request_timeout_ms: int
) -> AIOKafkaProducer:
    """An idempotent producer, started; raises KafkaError when no broker answers."""
    producer = AIOKafkaProducer(
        **brokers.parameters,
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
