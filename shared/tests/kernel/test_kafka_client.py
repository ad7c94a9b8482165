"""What is made good in the Kafka client, beside the library as it is: when that no longer fails,
the remedy can go."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvloop
from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaConnection
from aiokafka.consumer.fetcher import PartitionRecords
from aiokafka.errors import KafkaConnectionError
from aiokafka.producer.message_accumulator import BatchBuilder
from aiokafka.protocol.metadata import MetadataRequest
from aiokafka.structs import TopicPartition

from chassis.header_names import Fetched, ReadablePartition
from chassis.kafka_client import (
    LIBRARY_ASK,
    LIBRARY_SEND,
    ask_with_pauses,
    harden_client,
    send_or_close,
)
from chassis_testing.any_names import NoText, any_names
from local_stack.stack import Stack

_MOST_A_SECOND = 10  # the client's own pause is a tenth of a second


@asynccontextmanager
async def client_of(servers: str) -> AsyncIterator[AIOKafkaClient]:
    """A client that knows the brokers."""
    client = AIOKafkaClient(bootstrap_servers=servers)
    await client.bootstrap()
    try:
        yield client
    finally:
        await client.close()


@pytest.mark.parametrize(
    ("send", "error"), [(send_or_close, KafkaConnectionError), (LIBRARY_SEND, RuntimeError)]
)
async def test_a_connection_that_was_closed_answers_with_what_the_library_expects(
    stack: Stack, send: Callable[..., Any], error: type[Exception]
) -> None:
    async def story() -> None:
        async with client_of(stack.kafka.servers) as client:
            (broker,) = client.cluster.brokers()
            connection: AIOKafkaConnection = await client._get_conn(broker.nodeId)
            connection._writer.transport.abort()
            await asyncio.sleep(0)
            with pytest.raises(error):
                send(connection, MetadataRequest([]))

    await asyncio.to_thread(uvloop.run, story())


async def asked_within_a_second(client: AIOKafkaClient) -> int:
    """How often somebody is told of the metadata who always wants them anew."""
    times = 0
    try:
        async with asyncio.timeout(1):
            while True:
                await client.force_metadata_update()
                times += 1
    except TimeoutError:
        return times


@pytest.mark.parametrize(("ask", "is_paced"), [(ask_with_pauses, True), (LIBRARY_ASK, False)])
async def test_nobody_asks_for_the_same_metadata_without_a_pause(
    stack: Stack,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[..., Awaitable[bool]],
    is_paced: bool,
) -> None:
    """As a producer does whose partition has no leader."""
    monkeypatch.setattr(AIOKafkaClient, "_metadata_update", ask)
    async with client_of(stack.kafka.servers) as client:
        times = await asked_within_a_second(client)

    assert (times <= _MOST_A_SECOND + 1) is is_paced


@pytest.mark.parametrize("is_hardened", [True, False])
async def test_asking_for_a_topic_does_not_make_it(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, is_hardened: bool
) -> None:
    """Security 21: what the brokers are asked, whatever they are set to do with it."""
    asked = []

    def send(connection: AIOKafkaConnection, request: Any, expect_response: bool = True) -> Any:
        asked.append(request.prepare(connection._versions).to_object())
        return LIBRARY_SEND(connection, request, expect_response)

    monkeypatch.setattr("aiokafka.client.MetadataRequest", MetadataRequest)
    if is_hardened:
        harden_client()
    async with client_of(stack.kafka.servers) as client:
        monkeypatch.setattr(AIOKafkaConnection, "send", send)
        await client.set_topics(["some-topic"])

    wanted = [each for each in asked if each.get("topics") == ["some-topic"]]
    assert wanted
    assert {each["allow_auto_topic_creation"] for each in wanted} == {not is_hardened}


async def test_a_topic_that_is_new_to_the_client_is_asked_for_at_once(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the first event of each topic would wait."""
    monkeypatch.setattr(AIOKafkaClient, "_metadata_update", ask_with_pauses)
    async with client_of(stack.kafka.servers) as client:
        client._retry_backoff = 3600.0
        await client.force_metadata_update()
        async with asyncio.timeout(30):
            await client.set_topics(["some-topic"])


def read_with(reader: type[PartitionRecords]) -> list[Any]:
    """Three records, of which the second has a header whose name is no text."""
    batch = any_names(BatchBuilder(1 << 20, 0))
    for name in ("first", NoText(), "third"):
        batch.append(timestamp=1, key=b"k", value=b"v", headers=[(name, b"x")])
    data = bytes(batch._build())
    place = TopicPartition("topic", 0)
    return list(reader(place, Fetched(data), [], 0, None, None, True, 0))


def test_a_header_whose_name_is_no_text_is_read_with_its_neighbours() -> None:
    records = read_with(ReadablePartition)

    assert [record.offset for record in records] == [0, 1, 2]
    assert [record.headers for record in records] == [
        (("first", b"x"),),
        ((r"\xff\xfe", b"x"),),
        (("third", b"x"),),
    ]
    with pytest.raises(UnicodeDecodeError):
        read_with(PartitionRecords)
