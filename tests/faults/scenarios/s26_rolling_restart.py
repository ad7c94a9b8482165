"""S26: every service is restarted gracefully, one after the other, twice."""

import asyncio
import time
from random import Random

from tests.faults.scenario import Scenario
from tests.faults.world import World

_DRAIN_SECONDS = 15.0


async def hurt(world: World, chance: Random) -> None:
    for _ in range(2):
        for name, service in world.services.items():
            with world.disturbed(name):
                began = time.monotonic()
                await service.stop()
                if time.monotonic() - began >= _DRAIN_SECONDS:
                    world.run.complaints.append(f"{name} did not stop within 15 seconds")
                await service.start()
            await asyncio.sleep(chance.uniform(0.1, 0.5))


SCENARIO = Scenario("S26", "rolling restart of every service, twice", hurt)
