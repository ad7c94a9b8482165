"""How many failures are free, and how long one waits after more of them.

The same rules as in the script for Redis (`throttle.py`), for one process while Redis is away.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

MEMORY_SECONDS = 3_600
MOST_REMEMBERED = 10_000

# An account with so many failures is being guessed at: then each address has this many free ones.
STRAINED = 50
FREE_UNDER_STRAIN = 1


@dataclass(frozen=True)
class Rule:
    """After `free` failures every further one doubles the wait, from one second up to `longest`."""

    free: int
    longest: int

    def pause_after(self, failures: int, free: int) -> int:
        """Seconds to wait after so many failures."""
        if failures < free:
            return 0
        return int(min(self.longest, 2 ** min(failures - free, 30)))


# Somebody who tries one account from one address.
PAIR = Rule(free=5, longest=900)
# All that fails from one address: many people may share it, so it waits seldom, and shortly.
ADDRESS = Rule(free=100, longest=30)
# Codes are asked for after a right password, so what fails here is not a stranger's guess.
CODE = Rule(free=5, longest=900)


@dataclass(frozen=True)
class Count:
    """A key that is counted. Without a rule it only tells whether an account is strained."""

    key: str
    rule: Rule | None


class LocalCounter:
    """The rules within one process; bounded, the oldest are forgotten first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[int, float, float]] = {}

    def reserve(self, counts: Sequence[Count]) -> int:
        """Count a failure for each; the seconds to wait instead, when one of them says so."""
        now = self._clock()
        wait = max(self._get(each.key, now)[1] - now for each in counts)
        if wait > 0:
            return math.ceil(wait)
        strained = any(
            each.rule is None and self._get(each.key, now)[0] >= STRAINED for each in counts
        )
        for each in counts:
            failures = self._get(each.key, now)[0] + 1
            pause = 0
            if each.rule is not None:
                free = FREE_UNDER_STRAIN if strained and each.rule is PAIR else each.rule.free
                pause = each.rule.pause_after(failures, free)
            self._put(each.key, failures, now + pause, now + pause + MEMORY_SECONDS)
        return 0

    def forgive(self, counts: Sequence[Count]) -> None:
        """All failures of the first; of the others only the one that was counted in advance."""
        now = self._clock()
        for each in counts[1:]:
            failures, until, ends = self._get(each.key, now)
            if failures > 0:
                self._put(each.key, failures - 1, until, ends)
        self._kept.pop(counts[0].key, None)

    def _get(self, key: str, now: float) -> tuple[int, float, float]:
        kept = self._kept.get(key)
        return kept if kept is not None and kept[2] > now else (0, 0.0, 0.0)

    def _put(self, key: str, failures: int, until: float, ends: float) -> None:
        self._kept.pop(key, None)
        self._kept[key] = (failures, until, ends)
        if len(self._kept) > MOST_REMEMBERED:
            del self._kept[next(iter(self._kept))]
