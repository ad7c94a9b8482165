"""What a link does to the bytes it carries at this moment."""

import random
from dataclasses import dataclass, field
from typing import Literal

Direction = Literal["up", "down"]
"""`up` is from the service to the server: requests. `down` is what the server answers."""

DIRECTIONS: tuple[Direction, Direction] = ("up", "down")


@dataclass
class Weather:
    """Fair unless somebody changes it.

    `held` directions carry nothing; `most` says how many more bytes a connection may carry in a
    direction before it is reset.
    """

    chance: random.Random
    delay: float = 0.0
    jitter: float = 0.0
    held: set[Direction] = field(default_factory=set)
    most: dict[Direction, int] = field(default_factory=dict)

    def latency(self) -> float:
        """Seconds that the next bytes are on their way."""
        return max(0.0, self.delay + self.chance.uniform(-self.jitter, self.jitter))

    def clear(self) -> None:
        """Fair again."""
        self.delay = self.jitter = 0.0
        self.held.clear()
        self.most.clear()
