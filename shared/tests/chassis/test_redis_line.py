"""The line to Redis on the event loop that services run on."""

import asyncio
from urllib.parse import unquote, urlsplit

import uvloop

from chassis.redis_line import RedisLine
from local_stack.stack import Stack


async def test_redis_answers_on_the_loop_of_services(stack: Stack) -> None:
    """Transports of uvloop are none of asyncio's classes."""
    url = urlsplit(stack.valkey.url)
    secret = unquote(url.password or "").encode()
    question = [b"AUTH", b"default", secret] if secret else [b"PING"]

    async def ask() -> bytes:
        loop = asyncio.get_running_loop()
        _, line = await loop.create_connection(RedisLine, str(url.hostname), int(url.port or 0))
        async with asyncio.timeout(30):
            answer = await line.ask(question, patient=True)
        line.break_off()
        return answer

    assert await asyncio.to_thread(uvloop.run, ask()) in (b"OK", b"PONG")
