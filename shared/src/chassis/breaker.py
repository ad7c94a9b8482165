"""A breaker: while a stranger is away, one call now and then finds out whether it is back.

Without it every waiting call would use up its attempts, and would sleep out the long pause it has
earned meanwhile although the stranger answers again.
"""

import random

_MANY = 5
_SHORTEST, _LONGEST = 0.5, 5.0


class Breaker:
    """Open after five failures in a row, closed by any answer, also by a refusal."""

    def __init__(self) -> None:
        self._failures = 0

    @property
    def is_open(self) -> bool:
        """Whether the stranger seems to be away."""
        return self._failures >= _MANY

    @property
    def pause(self) -> float:
        """Seconds to wait before the next attempt: none while it is closed."""
        if not self.is_open:
            return 0.0
        longest = min(_LONGEST, _SHORTEST * 2 ** min(self._failures - _MANY, 10))
        return random.uniform(longest / 2, longest)  # noqa: S311 - only to spread attempts

    def failed(self) -> None:
        """No answer came."""
        self._failures += 1

    def answered(self) -> None:
        """An answer came."""
        self._failures = 0
