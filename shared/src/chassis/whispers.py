"""What is worth nothing a moment later (somebody is typing), said to all processes of a service.

It goes through Redis and is kept nowhere: whoever is not there misses it, and nothing waits for it.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)

_RETRY_SECONDS = 1.0
_WAIT_SECONDS = 0.25
_SAY_SECONDS = 2.0
_MOST_UNSAID = 200

Hear = Callable[[dict[str, Any]], None]


class Whispers:
    """Of one process. `hear` whoever wants to know before it runs."""

    def __init__(self, redis_url: str, service: str) -> None:
        self._url = redis_url
        self._channel = f"tero:whispers:{service}"
        self._hearers: list[Hear] = []
        self._client: Redis | None = None
        self._saying: set[asyncio.Task[None]] = set()
        self.hears = asyncio.Event()

    def hear(self, hearer: Hear) -> None:
        """Is given everything that is said from now on, by this process too."""
        self._hearers.append(hearer)

    async def say(self, words: dict[str, Any]) -> None:
        """To all, or to nobody: nothing is told of a failure, and nobody is kept waiting."""
        if self._client is None or len(self._saying) >= _MOST_UNSAID:
            return
        saying = asyncio.create_task(self._publish(self._client, orjson.dumps(words)))
        self._saying.add(saying)
        saying.add_done_callback(self._saying.discard)
        # A slow machine goes on beside whoever said it: giving up would cost the connection too.
        await asyncio.wait({saying}, timeout=_WAIT_SECONDS)

    async def _publish(self, client: Redis, words: bytes) -> None:
        with contextlib.suppress(RedisError, OSError, TimeoutError):
            async with asyncio.timeout(_SAY_SECONDS):
                await client.publish(self._channel, words)

    async def run(self) -> None:
        """For ever; Redis may come and go."""
        client: Redis = Redis.from_url(self._url)
        self._client = client
        try:
            while True:
                try:
                    await self._listen(client)
                except (RedisError, OSError) as error:
                    log.debug("nothing is heard for a moment", error=type(error).__name__)
                self.hears.clear()
                await asyncio.sleep(_RETRY_SECONDS)
        finally:
            self._client = None
            await client.aclose()

    async def _listen(self, client: Redis) -> None:
        async with client.pubsub(ignore_subscribe_messages=False) as line:
            await line.subscribe(self._channel)
            async for message in line.listen():
                if message["type"] == "subscribe":
                    self.hears.set()
                elif message["type"] == "message":
                    self._spread(message["data"])

    def _spread(self, data: bytes) -> None:
        """What nobody can read, a later version says, or anybody who reaches Redis."""
        try:
            words = orjson.loads(data)
            for hearer in self._hearers:
                hearer(words)
        except Exception as error:
            log.warning("a whisper was not understood", exc_info=error)
