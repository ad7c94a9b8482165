"""Looking at a system of which a part may be down."""

from collections.abc import Awaitable
from typing import TypeVar

from local_stack.demo.play.silence import NO_ANSWER, sentence

T = TypeVar("T")


class Seen:
    """Looks at one thing after the other; what does not answer is noted, and counts as empty."""

    def __init__(self) -> None:
        self.not_seen: list[str] = []

    async def __call__(self, look: Awaitable[T], otherwise: T, what: str) -> T:
        """What is seen, or `otherwise`."""
        try:
            return await look
        except NO_ANSWER as error:
            self.not_seen.append(sentence(f"{what} cannot be seen", error))
            return otherwise
