"""The services, and they alone, go through the links; also where three brokers form a cluster.

And what three brokers are for: one may die, and without two nothing is acknowledged.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from tests.faults.links import Links

from chassis_testing.harness import make_signing_keys
from chassis_testing.probe_world import expected, make_world
from chassis_testing.waiting import until
from local_stack.parts.python_program import HTTP_OK
from local_stack.probes import http_status
from local_stack.stack import Stack

TOPIC = "channels.contacts"
PARTS = ("kafka", "postgres", "valkey", "intake")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def links() -> AsyncIterator[Links]:
    """For three brokers."""
    async with Links(brokers=3) as links:
        yield links


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def detoured(links: Links, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """Three brokers and intake, which comes to all servers by a detour."""
    folder: Path = tmp_path_factory.mktemp("detoured")
    stack = Stack(folder, parts=PARTS, ports=links.targets, detours=links.detours, brokers=3)
    async with stack:
        yield stack


async def quarantined(stack: Stack) -> int:
    """How many unreadable records intake has taken from the topic."""
    async with stack.postgres.databases.connect("intake") as connection:
        return int(await connection.fetchval("select count(*) from kernel_quarantine"))


async def put(servers: str, value: bytes, partition: int | None = None) -> None:
    """One record, acknowledged by a majority of the brokers."""
    async with AIOKafkaProducer(bootstrap_servers=servers, enable_idempotence=True) as producer:
        await producer.send_and_wait(TOPIC, value, partition=partition)


async def test_services_go_through_every_link(links: Links, detoured: Stack) -> None:
    before = await quarantined(detoured)
    await put(detoured.kafka.servers, b"nothing we know")

    async def taken() -> bool:
        return await quarantined(detoured) == before + 1

    await until(taken)
    assert all(link.carried["down"] for link in [*links.kafka, links["postgres"]])


async def test_without_its_links_a_service_waits_and_others_go_straight(
    links: Links, detoured: Stack
) -> None:
    before = await quarantined(detoured)
    intake = detoured.services["intake"]
    for link in links.kafka:
        link.cut()
    # Three replicas, two of which must be in sync: the brokers still reach one another.
    for partition in range(4):
        await put(detoured.kafka.servers, b"while it is cut off", partition)
    assert await quarantined(detoured) == before

    links.heal()

    async def taken() -> bool:
        return await quarantined(detoured) == before + 4

    await until(taken)
    assert await http_status(intake.port, intake.program.health) == HTTP_OK


async def test_clients_are_told_the_way_they_came(links: Links, detoured: Stack) -> None:
    for servers in (detoured.kafka.servers, detoured.kafka.servers_at(links.detours)):
        consumer = AIOKafkaConsumer(bootstrap_servers=servers)
        async with consumer:
            await consumer.end_offsets([TopicPartition(TOPIC, number) for number in range(4)])
            told = {f"{b.host}:{b.port}" for b in consumer._client.cluster.brokers()}
        assert told == {*servers.split(",")}


async def test_one_of_three_may_die_and_without_two_nothing_is_acknowledged(
    detoured: Stack, tmp_path: Path
) -> None:
    """Accepting goes on all the while: events wait in the outbox, and go out in their order."""
    world = await make_world(detoured, tmp_path, make_signing_keys(tmp_path))
    first, second, _ = detoured.kafka.brokers
    async with world.service() as harness:
        await world.emit(harness.service, keys=10, each=10)
        await first.kill()
        await world.emit(harness.service, keys=10, each=10, first=11)
        await world.until_effects(200)
        await world.until_relayed()
        await second.kill()
        await world.emit(harness.service, keys=10, each=10, first=21)
        await world.query("select pg_sleep(3)")
        (outbox,) = await world.query("select sum(events) as waiting from kernel_outbox")
        await detoured.kafka.start()
        await world.until_effects(300)
        await world.until_relayed()

    assert outbox["waiting"] == 100
    assert await world.effects() == expected(keys=10, each=30)
    assert await world.echoes() == expected(keys=10, each=30)
