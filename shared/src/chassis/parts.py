"""The parts of a process, each a task: one that ends by itself ends them all."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeAlias

import structlog

log = structlog.get_logger(__name__)

_SAY_AGAIN_SECONDS = 5.0

Part: TypeAlias = "asyncio.Task[None]"


class Parts:
    """Half a service is worse than none: `on_broken` is called when a part ends by itself."""

    def __init__(self, on_broken: Callable[[], None]) -> None:
        self._on_broken = on_broken
        self._tasks: list[Part] = []
        self._closing = False
        self.broken = False

    def start(self, work: Coroutine[Any, Any, None], *, endless: bool = True) -> Part:
        """Do it beside the others; only what is not `endless` may end, and not by an error."""
        task = asyncio.create_task(work)
        task.add_done_callback(partial(self._ended, endless))
        self._tasks.append(task)
        return task

    def close(self) -> None:
        """From now on parts end because they are told to."""
        self._closing = True

    async def cancel(self) -> None:
        """End what has not ended, and wait for it. It is said again: on its way through a library
        that finds no broker a cancellation can get lost."""
        left = set(self._tasks)
        while left:
            for each in left:
                each.cancel()
            _, left = await asyncio.wait(left, timeout=_SAY_AGAIN_SECONDS)
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _ended(self, endless: bool, task: Part) -> None:
        if task.cancelled() or self._closing:
            return
        error = task.exception()
        if error is not None or endless:
            self.broken = True
            log.error("a part of the service ended", exc_info=error)
            self._on_broken()
