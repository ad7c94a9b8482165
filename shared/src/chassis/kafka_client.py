"""Four defects of the Kafka client library (aiokafka 0.14), made good in its own place.

A connection that uvloop has closed answers a write with RuntimeError, where the library expects
OSError (https://github.com/aio-libs/aiokafka/issues/1038): it ends the task that keeps a consumer
in its group, and the consumer is deaf from then on.

While a partition has no leader, the library asks for new metadata as fast as it is told that there
is none: thousands of times a second while the only broker is away, each with two lines of log.

Whoever asks for the metadata of a topic asks brokers to make it where it is missing, which they do
unless they were told never to: it would have their partitions, and forget when they like.

A header whose name is no UTF-8 ends its partition for ever: see `header_names`.

None has a setting, and all are deep inside what every producer and consumer makes for itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import aiokafka.client
import aiokafka.consumer.fetcher
from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaConnection, CloseReason
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.metadata import MetadataRequest

from chassis.header_names import Fetched, ReadablePartition


@dataclass(frozen=True)
class Asked:
    """For which topics a client asked last, and when it may ask the same again."""

    topics: frozenset[str]
    again_at: float


LIBRARY_SEND: Callable[..., Any] = AIOKafkaConnection.send
LIBRARY_ASK: Callable[..., Awaitable[bool]] = AIOKafkaClient._metadata_update
_asked: "WeakKeyDictionary[AIOKafkaClient, Asked]" = WeakKeyDictionary()


def harden_client() -> None:
    """Make them good for every client of this process; doing it again changes nothing."""
    AIOKafkaConnection.send = send_or_close
    AIOKafkaClient._metadata_update = ask_with_pauses
    aiokafka.client.MetadataRequest = partial(MetadataRequest, allow_auto_topic_creation=False)
    aiokafka.consumer.fetcher.MemoryRecords = Fetched
    aiokafka.consumer.fetcher.PartitionRecords = ReadablePartition


def send_or_close(
    connection: AIOKafkaConnection,
    request: Any,
    expect_response: bool = True,
) -> Any:
    """Send on a connection; raises KafkaConnectionError on a closed one, whoever closed it."""
    try:
        return LIBRARY_SEND(connection, request, expect_response)
    except RuntimeError as error:
        connection.close(reason=CloseReason.CONNECTION_BROKEN)
        raise KafkaConnectionError(f"The connection was closed: {error}") from error


async def ask_with_pauses(
    client: AIOKafkaClient, metadata: Any, topics: Iterable[str] | None
) -> bool:
    """Ask for metadata, of all topics where none is named; for the same not again before the
    client's pause is over."""
    loop, wanted = asyncio.get_running_loop(), frozenset(topics or ())
    last = _asked.get(client)
    if last is not None and last.topics == wanted:
        await asyncio.sleep(last.again_at - loop.time())
    updated = await LIBRARY_ASK(client, metadata, topics)
    _asked[client] = Asked(wanted, loop.time() + client._retry_backoff)
    return updated
