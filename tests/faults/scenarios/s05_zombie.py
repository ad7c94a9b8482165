"""S5: a consumer is frozen for three session timeouts, another takes over, and it wakes again."""

import asyncio
from random import Random

from tests.faults.scenario import Scenario
from tests.faults.world import SESSION_SECONDS, World

_VICTIMS = ("intake", "tickets", "orders", "iclass-bridge", "notifications", "reporting")


async def hurt(world: World, chance: Random) -> None:
    name = chance.choice(_VICTIMS)
    async with world.heir(name):
        await asyncio.sleep(chance.uniform(1.0, 2.0))
        with world.disturbed(name):
            world.services[name].freeze()
            await asyncio.sleep(3 * SESSION_SECONDS)
            world.services[name].thaw()
        await asyncio.sleep(chance.uniform(1.0, 3.0))


SCENARIO = Scenario("S5", "a consumer is frozen for three session timeouts", hurt)
