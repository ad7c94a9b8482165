"""S3: two of three brokers freeze long enough to be given up, and wake again; twice."""

import asyncio
from random import Random

from tests.faults.scenario import SERVER_SECONDS, Expects, Scenario
from tests.faults.world import World

_FROZEN_SECONDS, _AWAKE_SECONDS = 25.0, 8.0


async def hurt(world: World, chance: Random) -> None:
    for _ in range(2):
        victims = chance.sample(world.stack.kafka.brokers, 2)
        with world.disturbed(*(each.name for each in victims)):
            for each in victims:
                each.freeze()
            await asyncio.sleep(_FROZEN_SECONDS)
            for each in victims:
                each.thaw()
        await asyncio.sleep(_AWAKE_SECONDS)


SCENARIO = Scenario(
    "S3",
    "two of three brokers frozen, twice",
    hurt,
    brokers=3,
    expects=Expects(recovery_seconds=SERVER_SECONDS),
)
