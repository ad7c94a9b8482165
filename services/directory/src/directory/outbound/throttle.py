"""Counts failed log-ins in Redis, and in this process while Redis is away."""

import hashlib
import math
import time
from collections.abc import Callable
from typing import Any, cast

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from chassis.errors import TooMany

log = structlog.get_logger(__name__)

LIMIT = 10
WINDOW_SECONDS = 600
MOST_REMEMBERED = 10_000
REDIS_SECONDS = 2.0

# One step for Redis: of guesses sent at the same moment, ten are let through and no more.
_RESERVE = """
local count = redis.call('incr', KEYS[1])
if count == 1 then redis.call('expire', KEYS[1], ARGV[2]) end
if count <= tonumber(ARGV[1]) then return 0 end
redis.call('decr', KEYS[1])
return math.max(1, redis.call('ttl', KEYS[1]))
"""


class TooManyFailures(TooMany):
    """Guessing ends here for a while."""

    code = "too-many-failures"


class FailureThrottle:
    """The port `Throttle`: ten failures of a subject in ten minutes."""

    def __init__(self, redis_url: str) -> None:
        self._redis_url = redis_url
        self._local = LocalCounter()

    async def reserve(self, subject: str) -> None:
        key = _key(subject)
        try:
            async with self._redis() as redis:
                script = cast(Any, redis.eval(_RESERVE, 1, key, LIMIT, WINDOW_SECONDS))
                wait = int(await script)
        except (RedisError, OSError) as error:
            log.warning("failures are counted in this process", error=type(error).__name__)
            wait = self._local.reserve(key)
        if wait:
            raise TooManyFailures("Too many failed attempts; try again later.", retry_after=wait)

    async def forgive(self, subject: str) -> None:
        key = _key(subject)
        self._local.forgive(key)
        try:
            async with self._redis() as redis:
                await redis.delete(key)
        except (RedisError, OSError) as error:
            log.warning("failures are counted in this process", error=type(error).__name__)

    def _redis(self) -> Redis:
        """A connection for one question: log-ins are rare, and waiting for Redis is bounded."""
        return Redis.from_url(
            self._redis_url,
            socket_connect_timeout=REDIS_SECONDS,
            socket_timeout=REDIS_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )


class LocalCounter:
    """The same rule within one process; bounded, the oldest are forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failures: dict[str, tuple[int, float]] = {}

    def reserve(self, key: str) -> int:
        """Count one more; the seconds to wait when there were too many, else 0."""
        now = self._clock()
        count, ends = self._failures.get(key, (0, 0.0))
        if ends <= now:
            count, ends = 0, now + WINDOW_SECONDS
        if count >= LIMIT:
            return max(1, math.ceil(ends - now))
        self._failures.pop(key, None)
        self._failures[key] = (count + 1, ends)
        if len(self._failures) > MOST_REMEMBERED:
            del self._failures[next(iter(self._failures))]
        return 0

    def forgive(self, key: str) -> None:
        """Start from nothing."""
        self._failures.pop(key, None)


def _key(subject: str) -> str:
    """Redis need not know who failed."""
    return "directory:failures:" + hashlib.sha256(subject.encode()).hexdigest()
