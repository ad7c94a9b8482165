"""S1: every service in turn is killed (-9), at a random moment in mid-traffic."""

import asyncio
from random import Random

from tests.faults.scenario import Scenario
from tests.faults.world import World


async def hurt(world: World, chance: Random) -> None:
    names = list(world.services)
    chance.shuffle(names)
    for name in names:
        await asyncio.sleep(chance.uniform(0.2, 1.5))
        with world.disturbed(name):
            await world.services[name].kill()
            await asyncio.sleep(chance.uniform(0.0, 1.0))
            await world.services[name].start()


SCENARIO = Scenario("S1", "kill -9 of each service in turn", hurt)
