"""Contacts per second from the topic to the committed row, against the bare loop."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict

import psutil
from tests.load import bare_loop, records, yardstick
from tests.load.figures import Figure, Pace, middle
from tests.load.sizes import Sizes
from tests.load.world import Backlog, World, reached

from chassis.database import dsn
from chassis.outbox import SHARDS
from local_stack.parts.service import Service

RATIO = 0.6
_LOCK_CLASS = 0x7E60
_PATIENCE = 120.0
_TABLE = f"create table if not exists {bare_loop.TABLE} (like contact including all)"


async def measure(world: World, sizes: Sizes) -> list[Figure]:
    """Round by round bare loop, worker, and worker whose relay is kept away."""
    await world.intake.stop()
    await world.database.execute(f"{_TABLE}; grant all on {bare_loop.TABLE} to intake")
    bare, quiet, deployed = [], [], []
    for number in range(sizes.rounds):
        backlog = await world.publish(records.contacts(sizes.ingest_rows, f"bare-{number}"))
        bare.append(await _bare(world, backlog))
        deployed.append(await _worker(world, backlog))
        backlog = await world.publish(records.contacts(sizes.ingest_rows, f"quiet-{number}"))
        async with no_relay(world):
            quiet.append(await _worker(world, backlog))
        await world.forget_contacts()
    return _figures(bare, deployed, quiet)


@asynccontextmanager
async def no_relay(world: World) -> AsyncIterator[None]:
    """Keeps relays idle by owning what they would own; what is told meanwhile waits."""
    locks = f"select pg_advisory_lock({_LOCK_CLASS}, s) from generate_series(0, {SHARDS - 1}) s"  # noqa: S608 - numbers
    await world.database.execute(locks)
    try:
        yield
    finally:
        await world.database.execute("select pg_advisory_unlock_all()")


async def _bare(world: World, backlog: Backlog) -> Pace:
    await world.database.execute(f"truncate {bare_loop.TABLE}")
    job = {
        "servers": world.stack.kafka.servers,
        "dsn": dsn(world.stack.postgres.url("intake")),
        **asdict(backlog),
    }
    return await yardstick.pace_of("tests.load.bare_loop", job)


async def _worker(world: World, backlog: Backlog) -> Pace:
    """Starts the worker in front of its backlog and watches, from outside, what it commits."""
    await world.database.execute("truncate contact, conversation")
    watching = asyncio.create_task(_watch(world, backlog))
    try:
        await world.worker.start()
        pace = await watching
    finally:
        watching.cancel()
        await world.worker.stop()
    return pace


async def _watch(world: World, backlog: Backlog) -> Pace:
    wanted = sum(backlog.end.values())
    first = wanted - backlog.rows * (1 - bare_loop.WARM_UP)
    async with asyncio.timeout(_PATIENCE):
        begin = await _mark(world, backlog.topic, first)
        end = await _mark(world, backlog.topic, wanted)
    return Pace(end[0] - begin[0], end[1] - begin[1], end[2] - begin[2])


async def _mark(world: World, topic: str, wanted: float) -> tuple[int, float, float]:
    applied = await reached(lambda: world.applied(topic), lambda value: value >= wanted)
    return applied, time.perf_counter(), cpu_of(world.worker)


def cpu_of(service: Service) -> float:
    """Seconds of processor time that the service has used."""
    times = psutil.Process(service.pid).cpu_times()
    return float(times.user + times.system)


def _figures(bare: list[Pace], deployed: list[Pace], quiet: list[Pace]) -> list[Figure]:
    bare_rate, bare_cpu = middle(bare)
    figures = [
        Figure("ingest: bare loop", bare_rate, "contacts/s", detail=_rounds(bare)),
        Figure("ingest: bare loop, processor", bare_cpu, "µs/contact"),
    ]
    for name, paces in (("worker as deployed", deployed), ("worker, relay kept away", quiet)):
        rate, cpu = middle(paces)
        target = RATIO if paces is deployed else None
        ratio = rate / bare_rate
        figures += [
            Figure(f"ingest: {name}", rate, "contacts/s", detail=_rounds(paces)),
            Figure(f"ingest: {name}, processor", cpu, "µs/contact"),
            Figure(f"ingest: {name} / bare loop", ratio, "ratio", target, "at least"),
        ]
    return figures


def _rounds(paces: Sequence[Pace]) -> dict[str, list[float]]:
    return {"rounds": [round(pace.rate) for pace in paces]}
