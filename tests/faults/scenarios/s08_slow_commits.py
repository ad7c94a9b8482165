"""S8: commits overtake one another, a transaction stays open meanwhile, and two relays compete."""

import asyncio
from random import Random

from tests.faults.run import Shape
from tests.faults.scenario import Scenario
from tests.faults.world import World

_SECONDS = 20.0


async def hurt(world: World, _: Random) -> None:
    async with (
        world.heir("intake"),
        world.stack.postgres.databases.connect("intake") as database,
        database.transaction(isolation="repeatable_read"),
    ):
        await database.fetchval("select count(*) from kernel_outbox")
        world.links["postgres"].delay(0.02, 0.02)
        await asyncio.sleep(_SECONDS)
        world.links["postgres"].heal()


SCENARIO = Scenario(
    "S8", "commits out of order, a transaction open for 20 s", hurt, shape=Shape(kafka_share=0.2)
)
