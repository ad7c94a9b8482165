"""A scenario from its first contact to its row: start, warm, hurt, heal, rest, read, check."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from secrets import token_hex

from tests.faults.checks.alive import excess
from tests.faults.checks.all import violations
from tests.faults.evidence.evidence import Evidence, Resources
from tests.faults.evidence.final import Reader
from tests.faults.evidence.resources import resources
from tests.faults.evidence.rest import come_to_rest, own_numbers
from tests.faults.evidence.waiting import Watch
from tests.faults.figures import Row, row_of
from tests.faults.ledger import Ledger
from tests.faults.run import Run
from tests.faults.scenario import Scenario
from tests.faults.traffic.channels import Channels
from tests.faults.traffic.doors import HttpDoor, KafkaDoor
from tests.faults.traffic.people import People
from tests.faults.world import CUSTOMERS, World

from local_stack.demo.api import Web
from local_stack.demo.day.wire import Playing
from local_stack.demo.play.casting import log_in


@dataclass(frozen=True)
class Pace:
    """Seconds: of traffic before the faults (in a new world until all parts have had work) and
    after them, and how long people and the system have to come to their ends then, and services
    to let go of what they do not need."""

    first_warm: float = 20.0
    warm: float = 5.0
    after: float = 6.0
    people: float = 45.0
    rest: float = 60.0
    settle: float = 30.0
    hurt: float = 150.0


async def play(world: World, scenario: Scenario, seed: int, pace: Pace, folder: Path) -> Row:
    """One row. Whatever goes wrong inside the system is in the row, not an exception."""
    began = time.monotonic()
    try:
        if scenario.prepare is not None:
            await scenario.prepare(world)
        async with _running(world, scenario, seed, folder) as run:
            evidence = await _perform(world, scenario, run, pace)
            wrong = violations(run.ledger, evidence)
            if "I12" in wrong:
                # It is told of once, in the row of the run that caused it.
                world.baseline = world.baseline | dict(evidence.after)
            if run.complaints:
                wrong.setdefault("I11", []).extend(run.complaints)
            row = row_of(scenario.name, run, evidence, wrong, scenario.expects.recovery_seconds)
    finally:
        world.links.heal()
        if scenario.repair is not None:
            await scenario.repair(world)
    return replace(row, seconds=round(time.monotonic() - began, 1))


@asynccontextmanager
async def _running(world: World, scenario: Scenario, seed: int, folder: Path) -> AsyncIterator[Run]:
    installation = world.installation
    name = f"{scenario.name.lower()}-{seed}-{token_hex(3)}"
    keys: dict[str, str] = json.loads(installation.secret("channel-keys.json"))
    ledger = Ledger(folder / f"{name}.jsonl")
    async with Web(installation.gateway) as web:
        cast = await log_in(web, installation)
        world.playing = run = Run(
            name=name,
            seed=seed,
            shape=scenario.shape,
            ledger=ledger,
            web=web,
            cast=cast,
            installation=installation,
            playing=Playing(name, keys),
            http=HttpDoor(web),
            kafka=KafkaDoor(installation.kafka),
        )
        world.disturbances.clear()
        try:
            yield run
        finally:
            world.playing = None
            await run.kafka.close()
            ledger.close()


async def _perform(world: World, scenario: Scenario, run: Run, pace: Pace) -> Evidence:
    async with world.supervised():
        async with Watch(world.installation, world.stack.postgres, world.heard) as watch:
            await _work_and_suffer(world, scenario, run, pace)
            still = await come_to_rest(watch, pace.rest)
            samples = list(watch.samples)
        own, seen = await asyncio.gather(
            own_numbers(world.installation), Reader(world.marks, world.rebuilt).read(run)
        )
    return replace(
        seen,
        still=[*still, *own],
        samples=samples,
        before=world.baseline,
        after=await _settled(world, pace.settle),
        disturbances=[(each.name, each.begin, each.end) for each in world.disturbances],
    )


async def _settled(world: World, seconds: float) -> dict[str, Resources]:
    """What the services need, once the halves of cut connections were given up; a leak stays."""
    deadline = time.time() + seconds
    while True:
        needs = await resources(world.stack)
        if not any(excess(world.baseline, needs)) or time.time() > deadline:
            return needs
        await asyncio.sleep(1.0)


async def _work_and_suffer(world: World, scenario: Scenario, run: Run, pace: Pace) -> None:
    """Traffic all the time, and in its midst the faults."""
    stop = asyncio.Event()
    people = People(run)
    channels = Channels(run, CUSTOMERS, people.offer)
    async with asyncio.TaskGroup() as group:
        group.create_task(channels.stream(stop))
        group.create_task(people.work(stop))
        await asyncio.sleep(pace.warm if world.baseline else pace.first_warm)
        world.baseline = world.baseline or await resources(world.stack)
        run.times.hurt = time.time()
        await _hurt(world, scenario, run, pace)
        run.times.healed = time.time()
        await asyncio.sleep(pace.after)
        run.gives_up_at = time.time() + pace.people
        stop.set()


async def _hurt(world: World, scenario: Scenario, run: Run, pace: Pace) -> None:
    """A scenario that fails is told of, and its world is healed all the same."""
    chance = Random(f"{scenario.name}/{run.seed}")  # noqa: S311 - repeatable on purpose
    try:
        async with asyncio.timeout(pace.hurt):
            await scenario.hurt(world, chance)
    except Exception as error:  # noqa: BLE001 - it must not hide what the faults have done
        run.complaints.append(f"the faults did not go as planned: {type(error).__name__} {error}")
    world.links.heal()
    await world.revive()
    world.supervises = True
