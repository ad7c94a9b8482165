"""Counting in Redis, for all processes of a service: one question per request, never waited for
longer than some milliseconds.

All questions go over one connection, one behind the other, without waiting for one another's
answers. Whatever goes wrong ends the connection; a second later the next one is tried.
"""

import asyncio
import hashlib
import ssl
import time
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import structlog

from chassis.rate_limit_buckets import Charge
from chassis.redis_line import Away, RedisLine

log = structlog.get_logger(__name__)

RETRY_SECONDS = 1.0
_CONNECT_SECONDS = 1.0

# One step for Redis: of requests at the same moment none slips through between look and charge.
# A time far ahead is no debt but a clock that was set back.
_TAKE = b"""
local clock = redis.call('time')
local now = clock[1] * 1000000 + clock[2]
local wait, due = 0, {}
for place, key in ipairs(KEYS) do
  local step, tolerance = tonumber(ARGV[2 * place - 1]), tonumber(ARGV[2 * place])
  local before = tonumber(redis.call('get', key) or now)
  due[place] = math.min(math.max(before, now), now + tolerance) + step
  wait = math.max(wait, due[place] - tolerance - now)
end
if wait > 0 then return math.ceil(wait / 1000) end
for place, key in ipairs(KEYS) do
  local lives = math.ceil((due[place] - now) / 1000)
  redis.call('set', key, string.format('%.0f', due[place]), 'px', lives)
end
return 0
"""
_DIGEST = hashlib.sha1(_TAKE, usedforsecurity=False).hexdigest().encode()


class RedisBuckets:
    """The buckets in Redis at `url`. Make and use it inside one event loop."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._line: RedisLine | None = None
        self._next_try = 0.0
        self._connecting: asyncio.Task[None] | None = None

    @property
    def is_near(self) -> bool:
        """Whether the next question goes to Redis."""
        return self._line is not None and not self._line.is_broken

    async def take(self, charges: Sequence[Charge]) -> int:
        """Charge all, or none: the milliseconds to wait until all could be, else 0. Away."""
        line = self._line
        if line is None or line.is_broken:
            self._connect_soon()
            raise Away
        question = [b"EVALSHA", _DIGEST, b"%d" % len(charges)]
        question += [each.bucket.encode() for each in charges]
        for each in charges:
            question += [b"%d" % each.step, b"%d" % each.tolerance]
        return int(await line.ask(question))

    async def connect(self) -> None:
        """One attempt, for whoever can wait for it; does nothing where it fails."""
        self._connect_soon()
        if self._connecting is not None:
            await asyncio.wait([self._connecting])

    async def close(self) -> None:
        """For good."""
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
        if self._line is not None:
            self._line.break_off()

    def _connect_soon(self) -> None:
        busy = self._connecting is not None and not self._connecting.done()
        if busy or self.is_near or time.monotonic() < self._next_try:
            return
        self._next_try = time.monotonic() + RETRY_SECONDS
        self._connecting = asyncio.create_task(self._connect())

    async def _connect(self) -> None:
        url, loop = self._url, asyncio.get_running_loop()
        secure = ssl.create_default_context() if url.scheme == "rediss" else None
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                where = (url.hostname or "localhost", url.port or 6379)
                _, line = await loop.create_connection(RedisLine, *where, ssl=secure)
                await self._introduce(line)
        except (OSError, TimeoutError, Away) as error:
            log.warning("rates are counted in this process", error=type(error).__name__)
            return
        self._line = line

    async def _introduce(self, line: RedisLine) -> None:
        try:
            if self._url.password:
                name = unquote(self._url.username or "") or "default"
                login = [b"AUTH", name.encode(), unquote(self._url.password).encode()]
                await line.ask(login, patient=True)
            if database := self._url.path.strip("/"):
                await line.ask([b"SELECT", database.encode()], patient=True)
            await line.ask([b"SCRIPT", b"LOAD", _TAKE], patient=True)
        except BaseException:
            line.break_off()
            raise
