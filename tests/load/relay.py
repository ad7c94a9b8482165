"""How fast the relay empties the outbox, against a producer that is handed the same events."""

import asyncio
import time

from tests.load import records, yardstick
from tests.load.figures import Figure, Pace, middle
from tests.load.ingest import cpu_of, no_relay
from tests.load.sizes import Sizes
from tests.load.world import World, reached

from chassis.database import dsn

RATIO = 0.7
_WARM_UP = 0.1
_PATIENCE = 120.0
_LEFT = "select coalesce(sum(events), 0) from kernel_outbox"


async def measure(world: World, sizes: Sizes) -> list[Figure]:
    """Lets the outbox fill up, sends a copy of it, then lets the relay go."""
    bare, relayed = [], []
    await world.intake.stop()
    for number in range(sizes.rounds):
        try:
            async with no_relay(world):
                await world.worker.start()
                await _fill(world, sizes.relay_rows, number)
                bare.append(await _bare(world))
            relayed.append(await _watch(world, sizes.relay_rows))
        finally:
            await world.worker.stop()
        await world.forget_contacts()
    bare_rate, bare_cpu = middle(bare)
    rate, cpu = middle(relayed)
    return [
        Figure("relay: bare producer", bare_rate, "events/s"),
        Figure("relay: bare producer, processor", bare_cpu, "µs/event"),
        Figure("relay: drain", rate, "events/s"),
        Figure("relay: drain, processor", cpu, "µs/event"),
        Figure("relay: drain / bare producer", rate / bare_rate, "ratio", RATIO, "at least"),
    ]


async def _bare(world: World) -> Pace:
    address = dsn(world.stack.postgres.url("intake"))
    job = {"servers": world.stack.kafka.servers, "dsn": address}
    return await yardstick.pace_of("tests.load.bare_producer", job)


async def _fill(world: World, rows: int, number: int) -> None:
    """Each contact leaves one event behind."""
    backlog = await world.publish(records.contacts(rows, f"relay-{number}-{time.time_ns()}"))
    wanted = sum(backlog.end.values())
    async with asyncio.timeout(_PATIENCE):
        await reached(lambda: world.applied(backlog.topic), lambda value: value >= wanted)


async def _watch(world: World, rows: int) -> Pace:
    """An event counts when it is sent and deleted."""
    async with asyncio.timeout(_PATIENCE):
        begin = await _down_to(world, rows * (1 - _WARM_UP))
        end = await _down_to(world, 0)
    return Pace(begin[0] - end[0], end[1] - begin[1], end[2] - begin[2])


async def _down_to(world: World, most: float) -> tuple[int, float, float]:
    left = await reached(lambda: world.database.fetchval(_LEFT), lambda value: value <= most)
    return left, time.perf_counter(), cpu_of(world.worker)
