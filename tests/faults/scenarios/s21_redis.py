"""S21: Redis forgets everything, holds things of a wrong kind, freezes, and dies."""

import asyncio
from random import Random

import redis.asyncio as redis
from tests.faults.scenario import Scenario
from tests.faults.world import World


async def hurt(world: World, chance: Random) -> None:
    valkey = world.stack.valkey
    with world.disturbed("valkey"):
        async with redis.Redis.from_url(valkey.url) as client:
            await client.flushall()
            keys = [key async for key in client.scan_iter()]
            for key in keys:
                await client.delete(key)
                await client.lpush(key, "of a wrong kind")
            await asyncio.sleep(chance.uniform(1.0, 3.0))
            await client.flushall()
        valkey.freeze()
        await asyncio.sleep(chance.uniform(4.0, 6.0))
        valkey.thaw()
        await valkey.kill()
        await asyncio.sleep(chance.uniform(2.0, 4.0))
        await valkey.start()


SCENARIO = Scenario("S21", "Redis forgets, freezes, dies", hurt)
