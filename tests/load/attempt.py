"""One run of a benchmark from the command line: a folder, a way to end it, a table and a file."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.load.figures import Figure
from tests.load.report import facts_of_machine, load, show, write

Measure = Callable[[Path, list[Figure]], Awaitable[None]]
"""Measures in an empty folder; adds to the figures."""


def attempt(arguments: argparse.Namespace, measure: Measure) -> int:
    """0, or 1 when `--strict` and a target was missed. What was started is ended also when the
    process is told to terminate."""
    facts = facts_of_machine() | {"quick": arguments.quick}
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tero-load-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - a database server that runs as nobody must get in
        try:
            asyncio.run(_interruptible(measure, Path(folder), figures))
        finally:
            # What was measured before something failed took minutes: it is not thrown away.
            facts["load_after"] = load()
            show(figures, facts)
            write(arguments.json, figures, facts)
    return int(arguments.strict and any(figure.met is False for figure in figures))


def say(name: str) -> None:
    """What is being measured now."""
    print(f"measuring {name} …", file=sys.stderr, flush=True)


async def _interruptible(measure: Measure, folder: Path, figures: list[Figure]) -> None:
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await measure(folder, figures)
