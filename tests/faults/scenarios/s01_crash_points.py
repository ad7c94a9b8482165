"""S1, aimed: services die at named points of the kernel, others for every seed.

That every point is reached and survived is shown one by one in `test_wounds.py`; here the rest of
the system goes on meanwhile.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from random import Random

from tests.faults.scenario import Scenario
from tests.faults.world import World
from tests.faults.wounds import mend, struck, wound

from local_stack.process.part import PartFailed

_DEATHS = 7
_PATIENCE, _LOOK = 12.0, 0.1

_EVERYWHERE = (
    "batch-received", "batch-fenced", "batch-committed", "offset-committed",
    "relay-read", "relay-sent-some", "relay-acknowledged", "relay-deleted",
)  # fmt: skip
_HTTP = ("answer-remembered", "request-told", "request-committed")
_CALLS = ("call-claimed", "call-made", "call-settling", "call-recorded")
_POINTS = {
    "intake": (*_EVERYWHERE, "batch-handled", "batch-told", *_HTTP),
    "tickets": (*_EVERYWHERE, "batch-handled", "batch-told", *_HTTP),
    "orders": (*_EVERYWHERE, "batch-handled", "batch-told", *_HTTP),
    "iclass-bridge": (*_EVERYWHERE, *_CALLS),
    "notifications": (*_EVERYWHERE, *_CALLS),
    "reporting": _EVERYWHERE[:4],
}


async def hurt(world: World, chance: Random) -> None:
    for name, point in chance.sample([*_all()], _DEATHS):
        service = world.services[name]
        with world.disturbed(name):
            wound(service, crash_at=point, nth=chance.randint(1, 3))
            await service.stop()
            with suppress(PartFailed):  # it may die as soon as it has started
                await service.start()
            if not await _dies(world, name):
                world.run.complaints.append(f"{name} never came to {point}")
            mend(service)
            await service.stop()
            await service.start()


async def repair(world: World) -> None:
    for service in world.services.values():
        mend(service)


def _all() -> Iterator[tuple[str, str]]:
    for name, points in _POINTS.items():
        yield from ((name, point) for point in points)


async def _dies(world: World, name: str) -> bool:
    deadline = asyncio.get_running_loop().time() + _PATIENCE
    while not struck(world.services[name]):
        if asyncio.get_running_loop().time() > deadline:
            return False
        await asyncio.sleep(_LOOK)
    return True


SCENARIO = Scenario("S1-points", "killed at named points of the kernel", hurt, repair=repair)
