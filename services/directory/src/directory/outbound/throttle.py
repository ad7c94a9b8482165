"""Counts failed log-ins in Redis, and in this process while Redis is away."""

import hashlib
from collections.abc import Sequence
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, cast
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from chassis.errors import TooMany
from directory.outbound.failure_rules import (
    ADDRESS,
    CODE,
    FREE_UNDER_STRAIN,
    MEMORY_SECONDS,
    PAIR,
    STRAINED,
    Count,
    LocalCounter,
)

log = structlog.get_logger(__name__)

REDIS_SECONDS = 2.0

# One step for Redis, so that of guesses sent at the same moment no more are let through than of
# guesses sent one after another. Per key: how many are free, and the longest wait (0: none, this
# one tells whether the account is strained). It answers the milliseconds to wait, or 0.
_RESERVE = """
local t = redis.call('time')
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local wait, strained = 0, false
for i, key in ipairs(KEYS) do
  wait = math.max(wait, tonumber(redis.call('hget', key, 'until') or 0) - now)
  if ARGV[2 * i] == '0' then
    strained = tonumber(redis.call('hget', key, 'failures') or 0) >= tonumber(ARGV[#ARGV - 1])
  end
end
if wait > 0 then return wait end
for i, key in ipairs(KEYS) do
  local failures = redis.call('hincrby', key, 'failures', 1)
  local free, longest, pause = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i]), 0
  if strained and i == 1 then free = tonumber(ARGV[#ARGV]) end
  if longest > 0 and failures >= free then
    pause = 1000 * math.min(longest, 2 ^ math.min(failures - free, 30))
    redis.call('hset', key, 'until', string.format('%.0f', now + pause))
  end
  redis.call('pexpire', key, string.format('%.0f', pause + 1000 * ARGV[#ARGV - 2]))
end
return 0
"""

_FORGIVE = """
redis.call('del', KEYS[1])
for i = 2, #KEYS do
  if tonumber(redis.call('hget', KEYS[i], 'failures') or 0) > 0 then
    redis.call('hincrby', KEYS[i], 'failures', -1)
  end
end
return 0
"""


class TooManyFailures(TooMany):
    """Guessing ends here for a while."""

    code = "too-many-failures"


class FailureThrottle:
    """The port `Throttle`.

    What is refused is one account from one address, and, much later and for shorter, one address.
    An account is never refused as such: however many guess at it from elsewhere, its owner gets in
    from an address that has not failed.
    """

    def __init__(self, redis_url: str, local: LocalCounter | None = None) -> None:
        self._redis_url = redis_url
        self._local = local or LocalCounter()

    async def reserve(self, login: str, address: str) -> None:
        await self._reserve(_counts(login, address))

    async def forgive(self, login: str, address: str) -> None:
        await self._forgive(_counts(login, address))

    async def reserve_code(self, account_id: UUID) -> None:
        await self._reserve(_code(account_id))

    async def forgive_code(self, account_id: UUID) -> None:
        await self._forgive(_code(account_id))

    async def _reserve(self, counts: Sequence[Count]) -> None:
        try:
            wait = await self._ask(_RESERVE, counts, *_limits(counts))
        except (RedisError, OSError) as error:
            log.warning("failures are counted in this process", error=type(error).__name__)
            wait = 1_000 * self._local.reserve(counts)
        if wait:
            seconds = -(-wait // 1_000)
            raise TooManyFailures("Too many failed attempts; try again later.", retry_after=seconds)

    async def _forgive(self, counts: Sequence[Count]) -> None:
        self._local.forgive(counts)
        try:
            await self._ask(_FORGIVE, counts)
        except (RedisError, OSError) as error:
            log.warning("failures are counted in this process", error=type(error).__name__)

    async def _ask(self, script: str, counts: Sequence[Count], *values: int) -> int:
        """A connection for one question: log-ins are rare, and waiting for Redis is bounded."""
        async with Redis.from_url(
            self._redis_url,
            socket_connect_timeout=REDIS_SECONDS,
            socket_timeout=REDIS_SECONDS,
            retry=Retry(NoBackoff(), 0),
        ) as redis:
            keys = [each.key for each in counts]
            return int(await cast(Any, redis.eval(script, len(keys), *keys, *values)))


def _limits(counts: Sequence[Count]) -> list[int]:
    limits: list[int] = []
    for each in counts:
        limits += [each.rule.free, each.rule.longest] if each.rule else [0, 0]
    return [*limits, MEMORY_SECONDS, STRAINED, FREE_UNDER_STRAIN]


def _counts(login: str, address: str) -> list[Count]:
    place = _place(address)
    return [
        Count(_key(f"pair|{login}|{place}"), PAIR),
        Count(_key(f"address|{place}"), ADDRESS),
        Count(_key(f"login|{login}"), None),
    ]


def _code(account_id: UUID) -> list[Count]:
    return [Count(_key(f"code|{account_id}"), CODE)]


def _place(address: str) -> str:
    """One household has a /64 of IPv6 to guess from: it counts as one address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def _key(subject: str) -> str:
    """Redis need not know who failed."""
    return "directory:failures:" + hashlib.sha256(subject.encode()).hexdigest()
