"""Every crash point is reached and kills, and who comes back leaves each effect exactly once."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TypeAlias

import pytest
import pytest_asyncio
from tests.faults.wounds import POINTS, mend, struck, wound
from tests.faults.wounds.cradle import Cradle
from tests.faults.wounds.hooks import around, find
from tests.faults.wounds.life import Legacy, complete, live

from local_stack.parts.python_program import Program
from local_stack.parts.service import Service

UNHURT = "unhurt"
NTH = {"queued-behind": 2}  # the first is the poison itself
_AT_ONCE = 4


@pytest.mark.parametrize("name", POINTS)
def test_every_crash_point_is_a_place_in_the_kernel(name: str) -> None:
    point = POINTS[name]
    assert callable(find(point.target)[2])
    assert point.inside is None or callable(find(point.inside)[2])


def _wanted(request: pytest.FixtureRequest) -> list[str]:
    """The lives that the tests of this run ask for."""
    names = {item.name for item in request.session.items}
    return [name for name in (UNHURT, *POINTS) if any(f"[{name}]" in each for each in names)]


def test_a_place_that_is_not_there_any_more_is_not_passed_over() -> None:
    with pytest.raises(AttributeError, match="pass_no_fence"):
        find("chassis.fence:pass_no_fence")
    with pytest.raises(TypeError):
        around(find("chassis.outbox:shard_of")[2], nullcontext)


def test_a_wound_that_nobody_knows_is_refused(victims: Cradle) -> None:
    service = Service("any", victims.home, {"any": 1}, Program("any", ("all",), "/"))
    with pytest.raises(KeyError):
        wound(service, crash_at="never")
    with pytest.raises(KeyError):
        wound(service, broken="everything")

    mend(service)
    assert service.program.module == "any"


@dataclass(frozen=True)
class Past:
    """A life that is over."""

    legacy: Legacy
    deaths: int
    has_struck: bool


Lives: TypeAlias = Mapping[str, "asyncio.Task[Past]"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def lives(request: pytest.FixtureRequest, victims: Cradle) -> AsyncIterator[Lives]:
    """One for each crash point that is asked for: most of a life is waiting, so several at once."""
    room = asyncio.Semaphore(_AT_ONCE)

    async def past(name: str) -> Past:
        async with room, victims.life() as life:
            if name != UNHURT:
                wound(life.service, crash_at=name, nth=NTH.get(name, 1))
            legacy = await live(life)
            return Past(legacy, life.deaths, struck(life.service))

    tasks = {name: asyncio.create_task(past(name)) for name in _wanted(request)}
    yield tasks
    for task in tasks.values():
        task.cancel()
    await asyncio.gather(*tasks.values(), return_exceptions=True)


@pytest.mark.stack
@pytest.mark.parametrize("life", [UNHURT, *POINTS])
async def test_a_death_leaves_every_effect_exactly_once(lives: Lives, life: str) -> None:
    """Each time by SIGKILL, at the named place itself. So a relay is killed between send and delete
    in every run (`relay-acknowledged`): after Kafka's acknowledgement, before the delete."""
    is_hurt = life != UNHURT

    assert await lives[life] == Past(complete(), deaths=int(is_hurt), has_struck=is_hurt)
