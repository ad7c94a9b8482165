"""Refuses whoever asks too often, before anything else is done for them.

Redis counts, with one question per request; while it is away, slow or empty this process counts by
the same rule. A limit is there to protect, so nothing here ever fails a request by itself.
"""

import hashlib
import math
from collections.abc import Mapping
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address

from fastapi import Request, Response

from chassis import problems
from chassis.metrics import RATE_LIMITED, RATES_LOCAL
from chassis.policies import ANONYMOUS
from chassis.rate_limit_buckets import Charge, LocalBuckets, charge
from chassis.rate_limit_redis import RedisBuckets
from chassis.rate_limits import Kind, Rate, RateLimits, Weight, weigh
from chassis.redis_line import Away

MOST_REMEMBERED = 20_000
_EXEMPT = ("/health/", "/metrics")


class RateLimiter:
    """For one process of a service. `places` names the kinds of POSTs below some paths."""

    def __init__(
        self, service: str, redis_url: str, limits: RateLimits, places: Mapping[str, Kind]
    ) -> None:
        self._service = service
        self._limits = limits
        self._places = places
        self._callers: dict[bytes, str] = {}
        self._local = LocalBuckets()
        self.redis = RedisBuckets(redis_url)

    async def refusal(self, request: Request) -> Response | None:
        """The answer to a request that is too much, else None."""
        path = request.url.path
        if path.startswith(_EXEMPT):
            return None
        weight = weigh(request.method, path, request.url.query, self._places)
        wait = await self._take(self._charges(request, weight))
        if not wait:
            return None
        RATE_LIMITED.labels(weight.kind.value).inc()
        seconds = math.ceil(wait / 1_000)
        return problems.problem(
            429,
            "too-many-requests",
            "Too many requests of this kind. Nothing was changed; try again later.",
            extra={"retry_after": seconds},
            headers={"Retry-After": str(seconds)},
        )

    async def spend(self, bucket: str, rate: Rate) -> int:
        """One from a bucket of a service's own: 0, or the milliseconds until there is one."""
        return await self._take([charge(f"tero:rate:{self._service}:{bucket}", rate, 1)])

    def learn(self, request: Request, status: int) -> None:
        """Remember who a credential proved to be, until it proves nothing any more.

        The next request with it is charged to that caller. Whoever invents credentials stays a
        stranger, and cannot spend what belongs to somebody else.
        """
        digest = self._credential(request)
        if digest is None:
            return
        actor: str | None = getattr(request.state, "actor", None)
        if status == HTTPStatus.UNAUTHORIZED:
            self._callers.pop(digest, None)
        elif actor is not None and actor != ANONYMOUS and self._callers.get(digest) != actor:
            self._callers[digest] = actor
            if len(self._callers) > MOST_REMEMBERED:
                del self._callers[next(iter(self._callers))]

    def _charges(self, request: Request, weight: Weight) -> list[Charge]:
        kind, cost = weight
        allowed = self._limits.of(kind)
        digest = self._credential(request)
        caller = self._callers.get(digest) if digest else None
        address = network_of(request.client.host if request.client else "")
        start = f"tero:rate:{self._service}:{kind.value}"
        if caller is None:
            return [charge(f"{start}:stranger:{address}", allowed.strangers, cost)]
        return [
            charge(f"{start}:caller:{caller}", allowed.caller, cost),
            charge(f"{start}:address:{address}", allowed.address, cost),
        ]

    async def _take(self, charges: list[Charge]) -> int:
        try:
            wait = await self.redis.take(charges)
        except Away:
            RATES_LOCAL.set(1)
            return self._local.take(charges)
        RATES_LOCAL.set(0)
        return wait

    def _credential(self, request: Request) -> bytes | None:
        """A digest of all by which a request may prove who asks: headers, and a door's address."""
        headers = request.headers
        shown = headers.get("authorization", "") + "\n" + headers.get("cookie", "")
        path = request.url.path
        if any(path.startswith(f"{place}/") for place in self._places):
            shown += "\n" + path
        if len(shown) == 1:
            return None
        return hashlib.sha256(shown.encode("utf-8", "surrogateescape")).digest()


def network_of(address: str) -> str:
    """What one subscriber is given: an IPv4 address, or the first half of an IPv6 address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))
