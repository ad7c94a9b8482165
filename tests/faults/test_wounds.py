"""Every crash point is reached and kills, and who comes back leaves each effect exactly once."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from tests.faults.wounds import POINTS, struck, wound
from tests.faults.wounds.hooks import find
from tests.faults.wounds.life import EACH, KEYS, Life, live
from tests.faults.wounds.victim import TABLES

from chassis.database import dsn
from chassis_testing.harness import SigningKeys, make_signing_keys
from chassis_testing.probe_world import make_world
from local_stack.parts.python_program import Program
from local_stack.parts.service import Service
from local_stack.ports import PortPool
from local_stack.process.nursery import Nursery
from local_stack.process.part import Home
from local_stack.stack import Stack

ROOT = str(Path(__file__).resolve().parents[2])
NTH = {"batch-committed": 1, "queued-behind": 2}
ONCE = list(range(1, EACH + 1))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Where victims live."""
    return Home(tmp_path_factory.mktemp("victims"))


@pytest.fixture(scope="module")
def keys(home: Home) -> SigningKeys:
    """Nobody logs in, but a service will not start without."""
    return make_signing_keys(home.folder)


@pytest.fixture(scope="module")
def nursery(home: Home) -> Iterator[Nursery]:
    """One that finds this folder's modules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([ROOT, os.environ.get("PYTHONPATH", "")]))
        nursery = Nursery(home)
        nursery.open()
    yield nursery
    nursery.close()


@asynccontextmanager
async def life_of(
    stack: Stack, home: Home, keys: SigningKeys, nursery: Nursery
) -> AsyncIterator[Life]:
    """A victim, not started."""
    world = await make_world(stack, home.folder, keys)
    ports = PortPool()
    settings = {
        f"TERO_{name.upper()}": str(value)
        for name, value in world.settings().model_dump(mode="json").items()
        if value is not None
    }
    port = ports.take()
    environment = {**settings, "TERO_HTTP_PORT": str(port), "TERO_TOPIC": world.topic}
    program = Program("tests.faults.wounds.victim", ("all",), "/health/ready", lambda: environment)
    service = Service(world.name, home, {world.name: port}, program, nursery)
    database = await asyncpg.connect(dsn(world.url))
    try:
        await database.execute(TABLES)
        yield Life(world, service, database)
    finally:
        await service.kill()
        await database.close()
        ports.close()


@pytest.mark.parametrize("name", POINTS)
def test_every_crash_point_is_a_place_in_the_kernel(name: str) -> None:
    point = POINTS[name]
    assert callable(find(point.target)[2])
    assert point.inside is None or callable(find(point.inside)[2])


@pytest.mark.stack
@pytest.mark.parametrize("point", [None, *POINTS])
async def test_a_death_leaves_every_effect_exactly_once(
    stack: Stack, home: Home, keys: SigningKeys, nursery: Nursery, point: str | None
) -> None:
    async with life_of(stack, home, keys, nursery) as life:
        if point is not None:
            wound(life.service, crash_at=point, nth=NTH.get(point, 1))
        await live(life)

        assert (struck(life.service), life.deaths) == ((True, 1) if point else (False, 0))
        effects = await life.world.effects()
        assert {key: effects.pop(key) for key in KEYS} == dict.fromkeys(KEYS, ONCE)
        assert effects.pop("asked") == [1]
        follow = [f"{kind}:{key}" for kind in ("call", "timer") for key in KEYS]
        assert {key: sorted(made) for key, made in effects.items()} == dict.fromkeys(follow, ONCE)
        assert {key: sorted(told) for key, told in (await life.world.echoes()).items()} == {
            **dict.fromkeys([*KEYS, *follow], ONCE),
            "asked": [1],
        }
        assert await life.world.count("kernel_quarantine") == 1
        assert await life.world.count("stranger") == len(KEYS) * EACH
        assert await life.world.count("kernel_parked_key") == 0
