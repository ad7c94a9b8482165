"""S12: the steps of a call come in any order, at once, by both doors, and again."""

import asyncio
from random import Random

from tests.faults.run import Shape
from tests.faults.scenario import Scenario
from tests.faults.world import World


async def hurt(_: World, chance: Random) -> None:
    await asyncio.sleep(chance.uniform(10.0, 15.0))


SCENARIO = Scenario(
    "S12",
    "the steps of a call in any order",
    hurt,
    shape=Shape(rate=10.0, copies=(1, 2), both_doors=True, shuffled=True),
)
