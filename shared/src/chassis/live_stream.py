"""One open event stream: who looks, at what, and what they have not been sent yet."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from chassis.policies import Actor

W = TypeVar("W")

# Beyond this a reader is told to look at everything anew: that is less than what it has missed.
MOST_UNSENT = 1_000

RESET = "reset"
"""Sent where something may have been missed, and at the beginning: fetch what you show."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event of a stream: its name and its data, JSON."""

    event: str
    data: bytes


class Stream(Generic[W]):
    """A mailbox. Of what is put in under one name, only the newest is sent.

    `wants` is what the stream was opened for; `cursor` how far it has been told everything;
    `resets` how often it was told to begin anew: what was told before is forgotten there.
    """

    def __init__(self, wants: W, actor: Actor, cursor: str) -> None:
        self.wants = wants
        self.actor = actor
        self.account_id: UUID = actor.account_id
        self.cursor = cursor
        self.resets = 0
        self._unsent: dict[str, Telling] = {}
        self._news = asyncio.Event()
        self._ended = False

    def put(self, name: str, telling: Telling) -> None:
        """Send this soon, in place of what is still unsent under the same name."""
        self._unsent.pop(name, None)
        self._unsent[name] = telling
        if len(self._unsent) > MOST_UNSENT:
            self.reset()
        self._news.set()

    def reset(self) -> None:
        """Instead of all that is unsent: look at everything anew."""
        self.resets += 1
        self._unsent = {RESET: Telling(RESET, b"{}")}
        self._news.set()

    def end(self) -> None:
        """Nothing more is sent."""
        self._ended = True
        self._news.set()

    async def unsent(self, seconds: float) -> tuple[Sequence[Telling], str] | None:
        """What is to be sent and the cursor behind it; empty after so many seconds, None at the
        end."""
        if not (self._unsent or self._ended):
            self._news.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait()
            except TimeoutError:
                pass
        if self._ended:
            return None
        told, self._unsent = list(self._unsent.values()), {}
        return told, self.cursor
