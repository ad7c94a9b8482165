"""The line to Redis on the event loop that services run on."""

import asyncio

import uvloop

from chassis.redis_line import RedisLine
from local_stack.stack import Stack


async def test_redis_answers_on_the_loop_of_services(stack: Stack) -> None:
    """Transports of uvloop are none of asyncio's classes."""
    port = stack.valkey.ports["valkey"]

    async def ask() -> bytes:
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(RedisLine, "127.0.0.1", port)
        async with asyncio.timeout(30):
            answer = await line.ask([b"PING"], patient=True)
        line.break_off()
        return answer

    assert await asyncio.to_thread(uvloop.run, ask()) == b"PONG"
