"""S9: the services lose their brokers, their database, Redis, in turn; also one way only."""

import asyncio
from random import Random

from tests.faults.scenario import SERVER_SECONDS, Expects, Scenario
from tests.faults.world import World

_NAMES = ("kafka-1", "postgres", "valkey")


async def hurt(world: World, chance: Random) -> None:
    for name in chance.sample(_NAMES, len(_NAMES)):
        link = world.links[name]
        for fault in (link.cut, link.stall, lambda link=link: link.one_way("up")):
            with world.disturbed(name):
                fault()
                await asyncio.sleep(chance.uniform(3.0, 5.0))
                link.heal()
            await asyncio.sleep(chance.uniform(0.5, 1.5))


SCENARIO = Scenario(
    "S9",
    "cut from Kafka, PostgreSQL, Redis; silent and one-way",
    hurt,
    expects=Expects(recovery_seconds=SERVER_SECONDS),
)
