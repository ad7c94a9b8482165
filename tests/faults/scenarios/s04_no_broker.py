"""S4: all brokers die at once and stay away; the HTTP doors go on taking contacts."""

import asyncio
from random import Random

from tests.faults.scenario import SERVER_SECONDS, Expects, Scenario
from tests.faults.world import World

_AWAY_SECONDS = 30.0


async def hurt(world: World, _: Random) -> None:
    brokers = world.stack.kafka.brokers
    with world.disturbed(*(each.name for each in brokers)):
        await asyncio.gather(*(each.kill() for each in brokers))
        await asyncio.sleep(_AWAY_SECONDS)
        await world.stack.kafka.start()


SCENARIO = Scenario(
    "S4",
    "all three brokers killed, away for 30 s",
    hurt,
    brokers=3,
    expects=Expects(recovery_seconds=SERVER_SECONDS),
)
