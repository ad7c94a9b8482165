"""What is said to all processes, over a real Redis."""

import asyncio
from typing import Any

from redis.asyncio import Redis

from chassis.whispers import Whispers
from local_stack.stack import Stack

PATIENCE = 20.0


async def test_what_cannot_be_understood_is_dropped_and_the_rest_is_heard(stack: Stack) -> None:
    """Another version, or anybody who reaches Redis: no part of a service ends by it."""
    whispers, heard = Whispers(stack.valkey.url, "probe"), asyncio.Queue[Any]()
    whispers.hear(lambda words: heard.put_nowait(words["contact_id"]))
    task = asyncio.create_task(whispers.run())
    client: Redis = Redis.from_url(stack.valkey.url)
    try:
        async with asyncio.timeout(PATIENCE):
            await whispers.hears.wait()
            for strange in (b"\xff", b"{", b"[1]", b'{"of": "another version"}'):
                await client.publish("tero:whispers:probe", strange)
            await whispers.say({"contact_id": "one"})

            assert await heard.get() == "one"
        assert not task.done()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await client.aclose()
