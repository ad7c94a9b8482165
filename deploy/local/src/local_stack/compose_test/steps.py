"""Runs the steps of the proof one after the other, and keeps what each took and found."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Done:
    """A step that went well."""

    name: str
    seconds: float
    found: str


class Protocol:
    """The list of steps, printed as they end and as a table when all have."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._done: list[Done] = []

    def do(self, name: str, work: Callable[[], object]) -> None:
        """Runs the work; what it answers stands in the table. Its failure is told and raised."""
        began = time.monotonic()
        try:
            found = work()
        except BaseException:
            self._console.print(f"[red]✗[/] {name}", highlight=False)
            raise
        step = Done(name, time.monotonic() - began, "" if found is None else str(found))
        self._done.append(step)
        self._console.print(f"[green]✓[/] {name:<34}{step.seconds:7.1f} s", highlight=False)

    def print_table(self) -> None:
        table = Table("step", "seconds", "found")
        table.columns[1].justify = "right"
        for step in self._done:
            table.add_row(step.name, f"{step.seconds:.1f}", step.found)
        table.add_row("together", f"{sum(step.seconds for step in self._done):.1f}", "")
        self._console.print(table)
