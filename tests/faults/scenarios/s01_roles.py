"""S1, role by role: what answers people and what works are processes of their own, and each of them
is killed (-9) while the other goes on."""

import asyncio
from contextlib import AsyncExitStack
from random import Random

from tests.faults.scenario import Scenario
from tests.faults.world import World


async def hurt(world: World, chance: Random) -> None:
    async with AsyncExitStack() as whole_again:
        roles = []
        for name in world.services:
            pair = await whole_again.enter_async_context(world.apart(name))
            roles += [(name, process) for process in pair]
        chance.shuffle(roles)
        for name, process in roles:
            with world.disturbed(name):
                await process.kill()
                await asyncio.sleep(chance.uniform(0.0, 1.0))
                await process.start()


SCENARIO = Scenario("S1-roles", "kill -9 of each API and each worker in turn", hurt)
