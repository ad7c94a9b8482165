"""S2: the leader of a partition is killed (-9), comes back, and the next one is; five times."""

import asyncio
from random import Random

from tests.faults.means import leader_of
from tests.faults.scenario import SERVER_SECONDS, Expects, Scenario
from tests.faults.world import World

_BOUNCES = 5


async def hurt(world: World, chance: Random) -> None:
    partition = chance.randrange(4)
    for _ in range(_BOUNCES):
        leader = await leader_of(world, "channels.contacts", partition)
        with world.disturbed(leader.name):
            await leader.kill()
            await asyncio.sleep(chance.uniform(0.5, 2.0))
            await leader.start()
        await asyncio.sleep(chance.uniform(0.5, 2.0))


SCENARIO = Scenario(
    "S2",
    "kill -9 of the leading broker, five times",
    hurt,
    brokers=3,
    expects=Expects(recovery_seconds=SERVER_SECONDS),
)
