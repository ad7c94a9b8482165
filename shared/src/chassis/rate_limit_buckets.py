"""Counting, in this process: the same rule Redis applies, for when Redis does not answer."""

import math
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple

from chassis.rate_limits import Rate

MOST_REMEMBERED = 20_000


class Charge(NamedTuple):
    """One bucket and what a request takes from it; times in microseconds.

    `tolerance` is how far ahead of its average somebody may be: the burst, as a time.
    """

    bucket: str
    step: int
    tolerance: int


def charge(bucket: str, rate: Rate, cost: int) -> Charge:
    """Take `cost` at this rate; never more than a burst, or it could never be allowed."""
    interval = 1_000_000 / rate.per_second
    return Charge(
        bucket, math.ceil(interval * min(cost, rate.burst)), math.ceil(interval * rate.burst)
    )


def _microseconds() -> int:
    return time.monotonic_ns() // 1_000


class LocalBuckets:
    """Bounded: who asked the longest ago is forgotten first."""

    def __init__(self, clock: Callable[[], int] = _microseconds) -> None:
        self._clock = clock
        self._due: dict[str, int] = {}

    def take(self, charges: Sequence[Charge]) -> int:
        """Charge all, or none: the milliseconds to wait until all could be, else 0."""
        now, wait = self._clock(), 0
        due = {}
        for bucket, step, tolerance in charges:
            due[bucket] = max(self._due.get(bucket, now), now) + step
            wait = max(wait, due[bucket] - tolerance - now)
        if wait > 0:
            return math.ceil(wait / 1_000)
        for bucket, time_of_it in due.items():
            self._due.pop(bucket, None)
            self._due[bucket] = time_of_it
        while len(self._due) > MOST_REMEMBERED:
            del self._due[next(iter(self._due))]
        return 0
