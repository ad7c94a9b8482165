"""What several scenarios use: who leads a partition, deaths, strangers that misbehave."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import httpx2
from aiokafka.admin import AIOKafkaAdminClient
from tests.faults.world import World
from tests.faults.wounds import struck

from chassis_testing.waiting import until
from local_stack.parts.kafka import Broker
from local_stack.parts.service import Service
from local_stack.process.part import PartFailed

Rule = dict[str, Any]
_PATIENCE = 12.0


async def leader_of(world: World, topic: str, partition: int = 0) -> Broker:
    """The broker that leads a partition at this moment."""
    admin = AIOKafkaAdminClient(bootstrap_servers=world.installation.kafka)
    await admin.start()
    try:
        (found,) = await admin.describe_topics([topic])
    finally:
        await admin.close()
    leaders = {each["partition"]: each["leader"] for each in found["partitions"]}
    node: int = leaders[partition]
    return world.stack.kafka.brokers[node - 1]


async def dies(service: Service) -> bool:
    """Restart a service that was given a wound, and wait for its death; False if it lives on."""

    async def is_dead() -> bool:
        return struck(service)

    with suppress(PartFailed):  # it may die as soon as it has started
        await service.restart()
    try:
        await until(is_dead, seconds=_PATIENCE)
    except TimeoutError:
        return False
    return True


@asynccontextmanager
async def iclass_misbehaves(world: World, *rules: Rule) -> AsyncIterator[None]:
    """The simulator's faults, while the block runs; see `iclass_simulator.faults`."""
    key = {"Authorization": f"Bearer {world.installation.secret('iclass-api-key')}"}
    async with _ruled(f"{world.stack.iclass.url}/api/faults", rules, key):
        yield


@asynccontextmanager
async def mail_misbehaves(world: World, *rules: Rule) -> AsyncIterator[None]:
    """The mail server's faults, while the block runs; see `local_stack.mail_sink.faults`."""
    async with _ruled(f"{world.stack.mail_sink.url}/api/faults", rules):
        yield


@asynccontextmanager
async def _ruled(
    url: str, rules: tuple[Rule, ...], headers: dict[str, str] | None = None
) -> AsyncIterator[None]:
    async with httpx2.AsyncClient(timeout=5, headers=headers) as client:
        (await client.put(url, json={"rules": list(rules)})).raise_for_status()
        try:
            yield
        finally:
            (await client.delete(url)).raise_for_status()
