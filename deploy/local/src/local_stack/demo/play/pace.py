"""How fast the day goes by."""

import asyncio
from collections.abc import Callable


class Pace:
    """With a speed, a minute of the day takes 60 / speed seconds; without one nobody ever rests."""

    def __init__(self, speed: float | None) -> None:
        self._speed = speed
        self._clock: Callable[[], float] = asyncio.get_running_loop().time
        self._began = self._clock()

    @property
    def is_live(self) -> bool:
        """Whether time passes at all."""
        return self._speed is not None

    async def rest(self, seconds: float) -> None:
        """So many seconds of the day go by."""
        await asyncio.sleep(seconds / self._speed if self._speed else 0)

    async def wait_for(self, since_morning: float) -> None:
        """Until so many seconds of the day have passed."""
        if self._speed:
            await asyncio.sleep(self._began + since_morning / self._speed - self._clock())
