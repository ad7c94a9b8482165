"""One line per step, with its seconds: alive on a terminal, plain elsewhere."""

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn


class Display:
    """An observer of steps that prints each when it is done, and shows those under way."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._began = time.monotonic()
        self._live = Progress(
            SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._live.stop()

    def started(self, name: str) -> None:
        self._tasks[name] = self._live.add_task(name)

    def finished(self, name: str, seconds: float) -> None:
        self._live.remove_task(self._tasks.pop(name))
        total = time.monotonic() - self._began
        self._console.print(
            f"[green]✓[/] {name:<26}{seconds:6.1f} s   [dim]{total:5.1f} s[/]", highlight=False
        )

    def failed(self, name: str, error: BaseException) -> None:
        self._live.remove_task(self._tasks.pop(name))
        if isinstance(error, Exception):  # not a step that was merely cancelled
            self._console.print(f"[red]✗[/] {name}", highlight=False)
