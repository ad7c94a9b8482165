"""Dying at a point: `kill -9` of oneself, with the database and the broker in mid-sentence."""

import os
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.wounds.hooks import around, replace
from tests.faults.wounds.points import Point

Leave = Callable[[Any], Awaitable[None]]
_inside: ContextVar[bool] = ContextVar("inside", default=False)


@dataclass
class Crash:
    """At the `nth` time that `point` is passed. `mark` is the file that tells of it."""

    point: Point
    nth: int
    mark: Path
    passes: int = field(default=0, init=False)

    def passed(self) -> None:
        """Dies, or counts."""
        if self.point.inside is None or _inside.get():
            self.passes += 1
            if self.passes == self.nth:
                self.mark.write_text(self.point.name)
                os.kill(os.getpid(), signal.SIGKILL)


def arm(crash: Crash) -> None:
    """Put it in its place; AttributeError if that place does not exist."""
    point = crash.point
    if point.inside is not None:
        replace(point.inside, lambda function: around(function, _being_inside))
    replace(point.target, lambda function: around(function, lambda: _at(crash)))


@contextmanager
def _at(crash: Crash) -> Iterator[Leave]:
    point = crash.point

    async def leave(answer: Any) -> None:
        if point.when == "settled":
            await answer
        if point.when != "before" and point.counts(answer):
            crash.passed()

    if point.when == "before":
        crash.passed()
    yield leave


@contextmanager
def _being_inside() -> Iterator[Leave]:
    async def leave(_: Any) -> None:
        pass

    token = _inside.set(True)
    try:
        yield leave
    finally:
        _inside.reset(token)
