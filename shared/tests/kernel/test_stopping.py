"""A process that is told to end does so, in the time that it is given, whoever does not answer."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from chassis_testing.probe_world import ProbeWorld, expected
from local_stack.parts.service import Service
from local_stack.process.part import Part
from local_stack.stack import Stack


@contextmanager
def frozen(part: Part) -> Iterator[None]:
    """It takes connections and answers nobody."""
    part.freeze()
    try:
        yield
    finally:
        part.thaw()


AWAY: dict[str, Callable[[Stack], Part]] = {
    "kafka": lambda stack: stack.kafka.brokers[0],
    "postgres": lambda stack: stack.postgres,
    "valkey": lambda stack: stack.valkey,
}


@pytest.mark.parametrize("away", AWAY)
async def test_a_process_ends_in_its_time_although_a_server_does_not_answer(
    world: ProbeWorld, away: str
) -> None:
    """After `stop_seconds` whoever started it would kill it. What it had in hand comes again."""
    await world.publish(keys=10, each=20)
    async with world.worker(seconds=0.05, role="all") as worker:
        await world.until_effects(1)
        with frozen(AWAY[away](world.stack)):
            code = await asyncio.wait_for(worker.stop(), Service.stop_seconds)
    async with world.worker():
        await world.until_effects(200)
        await world.until_relayed()

    assert code in (-signal.SIGTERM, -signal.SIGALRM)
    assert await world.effects() == expected(keys=10, each=20)
