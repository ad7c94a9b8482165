"""How many records a transaction takes, and when a batch is cut short."""

import time

_FIRST, _LEAST, _MOST = 250, 20, 2_000
_QUICK_SECONDS, _SLOW_SECONDS = 1.0, 4.0


class OutOfTime(Exception):
    """The batch was cut short; what is done is committed, the rest comes again."""


class Pace:
    """As many as are applied in good time, for whatever the handlers do: learned, from few on."""

    def __init__(self) -> None:
        self.most = _FIRST

    def learn(self, size: int, seconds: float) -> None:
        """So many records have taken so long."""
        if seconds > _SLOW_SECONDS:
            self.most = max(_LEAST, min(size, self.most) // 2)
        elif seconds < _QUICK_SECONDS and size >= self.most:
            self.most = min(_MOST, self.most * 2)

    def narrow(self, size: int) -> None:
        """So many ran out of time: half as many the next time, until what is at fault is alone."""
        self.most = max(1, min(size, self.most) // 2)


class Patience:
    """A batch is cut short after its time, but not before a part of it was committed: it would come
    again as it was, and never end."""

    def __init__(self, seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self.has_progress = False

    def check(self) -> None:
        """Raises OutOfTime."""
        if self.has_progress and time.monotonic() > self._deadline:
            raise OutOfTime
