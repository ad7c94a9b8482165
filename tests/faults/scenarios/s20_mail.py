"""S20: the mail server is away, puts off, hangs up in mid-message, or takes it and says nothing."""

import asyncio
from random import Random

from tests.faults.means import mail_misbehaves
from tests.faults.run import Shape
from tests.faults.scenario import Scenario
from tests.faults.world import World


async def hurt(world: World, chance: Random) -> None:
    link = world.links["mail-smtp"]
    with world.disturbed("mail-smtp"):
        link.cut()
        await asyncio.sleep(chance.uniform(4.0, 6.0))
        link.heal()
        for fault in chance.sample(("refuse_451", "close_421", "drop_before_reply"), 3):
            async with mail_misbehaves(world, {"fault": fault}):
                await asyncio.sleep(chance.uniform(4.0, 6.0))
        link.delay(0.5, 0.3)
        await asyncio.sleep(chance.uniform(2.0, 4.0))
        link.heal()


SCENARIO = Scenario("S20", "the mail server refuses, hangs up, forgets", hurt, shape=Shape(cases=2))
