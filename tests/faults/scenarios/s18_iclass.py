"""S18: Iclass errs, throttles, hangs, does it and does not say so, repeats, reorders, is away."""

import asyncio
from random import Random

from tests.faults.means import iclass_misbehaves
from tests.faults.run import Shape
from tests.faults.scenario import Scenario
from tests.faults.world import World


async def hurt(world: World, chance: Random) -> None:
    seed = chance.randrange(1_000)
    with world.disturbed("iclass"):
        async with iclass_misbehaves(
            world,
            {"fault": "error_500", "probability": 0.3, "seed": seed},
            {"fault": "error_429", "probability": 0.2, "seed": seed, "seconds": 1},
            {"fault": "no_answer", "probability": 0.3, "seed": seed},
            {"fault": "stall", "probability": 0.1, "seed": seed, "seconds": 3},
            {"fault": "duplicate_event", "probability": 0.5, "seed": seed},
            {"fault": "reorder_events", "probability": 0.3, "seed": seed, "seconds": 1},
        ):
            await asyncio.sleep(chance.uniform(12.0, 15.0))
        world.links["iclass"].cut()
        await asyncio.sleep(chance.uniform(4.0, 6.0))
        world.links["iclass"].heal()
        world.links["iclass"].cut_after(0, "down")
        await asyncio.sleep(chance.uniform(2.0, 3.0))
        world.links["iclass"].heal()


SCENARIO = Scenario("S18", "Iclass errs, hangs, forgets to answer", hurt, shape=Shape(cases=1.5))
