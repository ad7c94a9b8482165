"""S4, politely: the only broker is stopped gracefully for longer than a request may take.

The library's own producer never recovers from that.
"""

import asyncio
from random import Random

from tests.faults.scenario import SERVER_SECONDS, Expects, Scenario
from tests.faults.world import World

_LONGER_THAN_A_REQUEST = 26.0


async def hurt(world: World, _: Random) -> None:
    (broker,) = world.stack.kafka.brokers
    with world.disturbed(broker.name):
        await broker.stop()
        await asyncio.sleep(_LONGER_THAN_A_REQUEST)
        await broker.start()


SCENARIO = Scenario(
    "S4-polite",
    "the only broker stopped gracefully for 26 s",
    hurt,
    expects=Expects(recovery_seconds=SERVER_SECONDS),
)
