"""S11: channels say everything up to five times, with the same id, at both doors at once."""

import asyncio
from random import Random

from tests.faults.run import Shape
from tests.faults.scenario import Scenario
from tests.faults.world import World


async def hurt(_: World, chance: Random) -> None:
    await asyncio.sleep(chance.uniform(10.0, 15.0))


SCENARIO = Scenario(
    "S11",
    "every contact up to five times, by both doors at once",
    hurt,
    shape=Shape(rate=8.0, copies=(1, 5), both_doors=True),
)
