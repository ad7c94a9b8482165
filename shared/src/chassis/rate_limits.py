"""How often somebody may ask: kinds of requests, and how much of each is allowed to whom.

A rate is an emission interval and a burst (GCRA): `burst` requests may come at once, then
`per_second` on average. A request is charged to whoever is known to ask and to the address it comes
from, or, while nobody is known, to the strangers at that address.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class Kind(StrEnum):
    """Requests that cost about alike, each kind with a budget of its own."""

    READING = "reading"
    WRITING = "writing"
    HEAVY = "heavy"
    ENTERING = "entering"
    DOOR = "door"
    VISITING = "visiting"


class Rate(BaseModel):
    """`burst` at once, `per_second` on average."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    per_second: float = Field(gt=0, le=1_000_000)
    burst: int = Field(ge=1, le=1_000_000)


class Allowance(BaseModel):
    """What one caller, all known callers at one address, and its strangers may ask."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    caller: Rate
    address: Rate
    strangers: Rate


def _allowed(
    caller: tuple[float, int], address: tuple[float, int], strangers: tuple[float, int]
) -> Allowance:
    rates = [Rate(per_second=each, burst=burst) for each, burst in (caller, address, strangers)]
    return Allowance(caller=rates[0], address=rates[1], strangers=rates[2])


class RateLimits(BaseModel):
    """The limits of one service; `TERO_RATE_LIMITS` changes some or all of them as JSON.

    A whole office may sit behind one address, and all of it may reach for one contact: the bursts
    of addresses allow that. Nobody who works by hand comes near the limits of a caller.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reading: Allowance = _allowed((200, 2_000), (2_000, 10_000), (200, 3_000))
    writing: Allowance = _allowed((50, 600), (500, 5_000), (50, 2_000))
    heavy: Allowance = _allowed((20, 400), (100, 2_000), (10, 200))
    entering: Allowance = _allowed((2, 100), (20, 2_000), (20, 2_000))
    door: Allowance = _allowed((500, 10_000), (1_000, 20_000), (50, 2_000))
    visiting: Allowance = _allowed((5, 60), (50, 1_000), (1, 60))

    def of(self, kind: Kind) -> Allowance:
        """The limits of one kind."""
        allowance: Allowance = getattr(self, kind.value)
        return allowance


class Weight(NamedTuple):
    """What a request counts as, and how often."""

    kind: Kind
    cost: int


_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_SEARCH_COST = 2
_BULK_COST = 10
_BULK = ("/export", "/import", "/erase")
_SEARCHES = ("q=", "query=", "search=")


def weigh(method: str, path: str, query: str, places: Mapping[str, Kind]) -> Weight:
    """What one request counts as. `places` names the kinds of POSTs below some paths."""
    if path.endswith(_BULK):
        return Weight(Kind.HEAVY, _BULK_COST)
    if method in _READS:
        searches = query.startswith(_SEARCHES) or any(f"&{each}" in query for each in _SEARCHES)
        return Weight(Kind.HEAVY, _SEARCH_COST) if searches else Weight(Kind.READING, 1)
    for place, kind in places.items():
        if path == place or path.startswith(f"{place}/"):
            return Weight(kind, 1)
    return Weight(Kind.WRITING, 1)
