"""Contacts per second from the topic to the committed row, against the bare loop.

The target is that of intake as it is deployed where it must be quick: two workers, on the same two
cores as the loop. What one of them reaches is printed beside it.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
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
_BARE, _TELLING = "bare loop", "bare loop that also tells"
_ONE, _TWO = "worker with its relay inside", "two such workers"
_APART = "worker and relay, a process each"
_QUIET = "worker, relay kept away"
_NAMES = (_BARE, _TELLING, _ONE, _APART, _TWO, _QUIET)
_LOCK_CLASS = 0x7E60
_PATIENCE = 120.0
_TABLES = {
    bare_loop.TABLE: "contact",
    bare_loop.SAID: "conversation",
    bare_loop.TOLD: "kernel_outbox",
}


async def measure(world: World, sizes: Sizes) -> list[Figure]:
    """Round by round the bare loop, the one that also tells, and the worker in three settings."""
    await world.intake.stop()
    for name, model in _TABLES.items():
        create = f"create table if not exists {name} (like {model} including all)"
        await world.database.execute(f"{create}; grant all on {name} to intake")
    paces: dict[str, list[Pace]] = {name: [] for name in _NAMES}
    for number in range(sizes.rounds):
        backlog = await world.publish(records.contacts(sizes.ingest_rows, f"bare-{number}"))
        paces[_BARE].append(await _bare(world, backlog))
        paces[_TELLING].append(await _bare(world, backlog, tells=True))
        paces[_ONE].append(await _worker(world, backlog))
        backlog = await world.publish(records.contacts(sizes.ingest_rows, f"apart-{number}"))
        paces[_APART].append(await _apart(world, backlog))
        backlog = await world.publish(records.contacts(sizes.ingest_rows, f"quiet-{number}"))
        async with no_relay(world):
            paces[_QUIET].append(await _worker(world, backlog))
        await world.forget_contacts()
        paces[_TWO].append(await _two_workers(world, sizes.ingest_rows, f"two-{number}"))
        await world.forget_contacts()
        await world.group_has(1)
    return _figures(paces)


@asynccontextmanager
async def no_relay(world: World) -> AsyncIterator[None]:
    """Keeps relays idle by owning what they would own; what is told meanwhile waits."""
    locks = f"select pg_advisory_lock({_LOCK_CLASS}, s) from generate_series(0, {SHARDS - 1}) s"  # noqa: S608 - numbers
    await world.database.execute(locks)
    try:
        yield
    finally:
        await world.database.execute("select pg_advisory_unlock_all()")


async def _bare(world: World, backlog: Backlog, *, tells: bool = False) -> Pace:
    await world.database.execute(f"truncate {', '.join(_TABLES)}")
    job = {
        "servers": world.stack.kafka.servers,
        "dsn": dsn(world.stack.postgres.url("intake")),
        **asdict(backlog),
        "tells": tells,
    }
    return await yardstick.pace_of("tests.load.bare_loop", job)


async def _worker(world: World, backlog: Backlog, worker: Service | None = None) -> Pace:
    """Starts the worker in front of its backlog and watches, from outside, what it commits."""
    worker = worker or world.worker
    await world.database.execute(
        "truncate contact, conversation, contact_search, contact_unsearched"
    )
    watching = asyncio.create_task(_watch(world, backlog, worker))
    try:
        await worker.start()
        pace = await watching
    finally:
        watching.cancel()
        await worker.stop()
    return pace


async def _apart(world: World, backlog: Backlog) -> Pace:
    """What the worker commits while another process publishes it."""
    try:
        await world.relay.start()
        return await _worker(world, backlog, world.lean_worker)
    finally:
        await world.relay.stop()


async def _two_workers(world: World, rows: int, run: str) -> Pace:
    """Two members of one group that have shared the partitions, frozen until the backlog is there:
    who starts first would else have done it alone."""
    workers = (world.worker, world.second_worker)
    try:
        for worker in workers:
            await worker.start()
        await world.group_has(len(workers))
        for worker in workers:
            worker.freeze()
        backlog = await world.publish(records.contacts(rows, run))
        for worker in workers:
            worker.thaw()
        return await _watch(world, backlog, *workers)
    finally:
        for worker in workers:
            worker.thaw()
            await worker.stop()


async def _watch(world: World, backlog: Backlog, *workers: Service) -> Pace:
    wanted = sum(backlog.end.values())
    first = wanted - backlog.rows * (1 - bare_loop.WARM_UP)
    async with asyncio.timeout(_PATIENCE):
        begin = await _mark(world, backlog.topic, first, workers)
        end = await _mark(world, backlog.topic, wanted, workers)
    return Pace(end[0] - begin[0], end[1] - begin[1], end[2] - begin[2])


async def _mark(
    world: World, topic: str, wanted: float, workers: Sequence[Service]
) -> tuple[int, float, float]:
    applied = await reached(lambda: world.applied(topic), lambda value: value >= wanted)
    return applied, time.perf_counter(), sum(map(cpu_of, workers))


def cpu_of(service: Service) -> float:
    """Seconds of processor time that the service has used."""
    times = psutil.Process(service.pid).cpu_times()
    return float(times.user + times.system)


def _figures(paces: Mapping[str, Sequence[Pace]]) -> list[Figure]:
    bare_rate, _ = middle(paces[_BARE])
    figures = []
    for name, rounds in paces.items():
        rate, cpu = middle(rounds)
        figures += [
            Figure(f"ingest: {name}", rate, "contacts/s", detail=_rounds(rounds)),
            Figure(f"ingest: {name}, processor", cpu, "µs/contact"),
        ]
        if name != _BARE:
            target = RATIO if name == _TWO else None
            ratio = rate / bare_rate
            figures.append(Figure(f"ingest: {name} / {_BARE}", ratio, "ratio", target, "at least"))
    told_rate, _ = middle(paces[_TELLING])
    for name, target in ((_ONE, RATIO), (_APART, RATIO), (_TWO, RATIO), (_QUIET, None)):
        ratio = middle(paces[name])[0] / told_rate
        figures.append(Figure(f"ingest: {name} / {_TELLING}", ratio, "ratio", target, "at least"))
    return figures


def _rounds(paces: Sequence[Pace]) -> dict[str, list[float]]:
    return {"rounds": [round(pace.rate) for pace in paces]}
