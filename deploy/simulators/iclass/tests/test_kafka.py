"""Technicians' events on a real broker."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer, ConsumerRecord
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from iclass_simulator.testing.process import SimulatorProcess
from local_stack.ports import PortPool
from local_stack.stack import Stack

TOPIC = "iclass.technician-events"
MINE = "/api/app/technicians/T-02/orders"

pytestmark = pytest.mark.stack


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    """A broker that does not run yet."""
    stack = Stack(tmp_path / "stack", parts={"kafka"})
    yield stack
    await stack.stop()


@pytest.fixture
async def simulator(
    tmp_path: Path, stack: Stack, ports: PortPool
) -> AsyncIterator[SimulatorProcess]:
    simulator = SimulatorProcess(
        tmp_path / "iclass",
        "http://127.0.0.1:1/",
        kafka_servers=stack.kafka.servers,
        port=ports.take(),
    )
    await asyncio.to_thread(simulator.start)
    yield simulator
    await asyncio.to_thread(simulator.stop)


async def create_topic(stack: Stack) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=stack.kafka.servers)
    await admin.start()
    await admin.create_topics([NewTopic(TOPIC, num_partitions=4, replication_factor=1)])
    await admin.close()


async def read(stack: Stack, count: int) -> list[ConsumerRecord[bytes, bytes]]:
    """The first `count` records of the topic."""
    async with AIOKafkaConsumer(
        TOPIC, bootstrap_servers=stack.kafka.servers, auto_offset_reset="earliest"
    ) as consumer:
        async with asyncio.timeout(60):
            return [await consumer.getone() for _ in range(count)]


def work(simulator: SimulatorProcess, make: Callable[[int], list[tuple[str, Any]]]) -> None:
    with simulator.client() as client:
        for number in range(1, 6):
            for path, body in make(number):
                assert client.post(path, json=body).is_success
        client.get(MINE)


async def test_events_wait_for_the_broker_and_keep_their_order(
    stack: Stack, simulator: SimulatorProcess, an_order: Callable[..., dict[str, Any]]
) -> None:
    await asyncio.to_thread(
        work, simulator, lambda _: [("/api/work-orders", an_order(technician="T-02"))]
    )
    await stack.start()
    await create_topic(stack)
    await read(stack, 5)
    await stack.kafka.kill()
    deeds = ("en-route", "on-site")
    await asyncio.to_thread(
        work, simulator, lambda number: [(f"{MINE}/IC-{number:06}/{deed}", {}) for deed in deeds]
    )
    await stack.kafka.start()

    records = await read(stack, 15)

    told: defaultdict[str, list[int]] = defaultdict(list)
    for record in records:
        event = json.loads(record.value or b"")
        told[event["externalReference"]].append(event["sequence"])
        assert record.key == event["externalReference"].encode()
        headers = dict(record.headers)
        assert headers.pop("ce_time").endswith(b"+00:00")
        assert headers == {
            "ce_specversion": b"1.0",
            "ce_id": event["eventId"].encode(),
            "ce_type": b"iclass.technician-event.v1",
            "ce_source": b"/iclass",
            "ce_subject": record.key,
            "content-type": b"application/json",
        }
    assert list(told.values()) == [[1, 2, 3]] * 5
