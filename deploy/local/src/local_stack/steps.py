"""Runs steps as parallel as their needs allow, and tells an observer about each."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Step:
    """Something to do once every step named in `needs` is done; absent names count as done."""

    name: str
    run: Callable[[], Awaitable[object]]
    needs: tuple[str, ...] = ()


class Observer(Protocol):
    """Is told what happens, for a progress display."""

    def started(self, name: str) -> None: ...

    def finished(self, name: str, seconds: float) -> None: ...

    def failed(self, name: str, error: BaseException) -> None: ...


class Silent:
    """An observer that shows nothing."""

    def started(self, name: str) -> None: ...

    def finished(self, name: str, seconds: float) -> None: ...

    def failed(self, name: str, error: BaseException) -> None: ...


async def run_steps(steps: Sequence[Step], observer: Observer) -> None:
    """Runs all steps; the first failure cancels the others and is raised as it was."""
    done = {step.name: asyncio.Event() for step in steps}
    try:
        async with asyncio.TaskGroup() as group:
            for step in steps:
                group.create_task(_run(step, done, observer), name=step.name)
    except ExceptionGroup as failures:
        raise _first(failures) from failures


def _first(failures: ExceptionGroup[Exception]) -> Exception:
    """The innermost: a step may have had several things to do at once, too."""
    first = failures.exceptions[0]
    return _first(first) if isinstance(first, ExceptionGroup) else first


async def _run(step: Step, done: dict[str, asyncio.Event], observer: Observer) -> None:
    for need in step.needs:
        if need in done:
            await done[need].wait()
    began = time.monotonic()
    observer.started(step.name)
    try:
        await step.run()
    except BaseException as error:
        observer.failed(step.name, error)
        raise
    observer.finished(step.name, time.monotonic() - began)
    done[step.name].set()
