"""S6: brokers receive and answer, and the answers are lost: to producers and consumers alike."""

import asyncio
from random import Random

from tests.faults.scenario import Scenario
from tests.faults.world import World

_TIMES = 8


async def hurt(world: World, chance: Random) -> None:
    (link,) = world.links.kafka
    for _ in range(_TIMES):
        with world.disturbed(link.name):
            link.cut_after(chance.choice((0, 0, 20, 500)), "down")
            await asyncio.sleep(chance.uniform(0.3, 1.5))
            link.heal()
        await asyncio.sleep(chance.uniform(0.5, 2.0))


SCENARIO = Scenario("S6", "answers of the broker lost, eight times", hurt)
