"""S1, aimed: services die at named points of the kernel, others for every seed.

That every point is reached and survived is shown one by one in `test_wounds.py`; here the rest of
the system goes on meanwhile.
"""

from collections.abc import Iterator
from random import Random

from tests.faults.means import dies
from tests.faults.scenario import Scenario
from tests.faults.world import World
from tests.faults.wounds import mend, wound

_DEATHS = 7

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
            if not await dies(service):
                world.run.complaints.append(f"{name} never came to {point}")
            mend(service)
            await service.restart()


async def repair(world: World) -> None:
    for service in world.services.values():
        mend(service)


def _all() -> Iterator[tuple[str, str]]:
    for name, points in _POINTS.items():
        yield from ((name, point) for point in points)


SCENARIO = Scenario("S1-points", "killed at named points of the kernel", hurt, repair=repair)
