"""`python -m tests.load.console [--quick] [--json FILE] [--strict]`: `make bench-web`."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

from tests.load.console.first_script import first_script
from tests.load.console.places import running
from tests.load.console.screens import cold, from_another
from tests.load.console.swell import many_changes
from tests.load.console.takes import takes
from tests.load.figures import Figure
from tests.load.report import facts_of_machine, load, show, write

_MOST_SECONDS = 1200.0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load.console", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 contacts, fewer of all")
    parser.add_argument("--json", type=Path, default=Path(".local/bench-web.json"), metavar="FILE")
    parser.add_argument("--strict", action="store_true", help="fail when a target is missed")
    return parser.parse_args()


async def _measure(folder: Path, figures: list[Figure], *, is_quick: bool) -> None:
    """Adds to the figures; ends what it started, also when it is told to terminate."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    contacts, times, changes = (10_000, 10, 300) if is_quick else (100_000, 50, 2_000)
    figures.append(first_script())
    _say("starting everything")
    async with asyncio.timeout(_MOST_SECONDS), running(folder, contacts) as desks:
        for name, measure, count in (
            ("cold starts", cold, times),
            ("another screen", from_another, times),
            ("takes", takes, times),
            ("live changes", many_changes, changes),
        ):
            _say(name)
            figures += await measure(desks, count)


def _say(name: str) -> None:
    print(f"{name} …", file=sys.stderr, flush=True)


def main() -> int:
    """0, or 1 when `--strict` and a target was missed."""
    arguments = _arguments()
    facts = facts_of_machine() | {"quick": arguments.quick}
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="tero-web-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - a database server that runs as nobody must get in
        try:
            asyncio.run(_measure(Path(folder) / "all", figures, is_quick=arguments.quick))
        finally:
            facts["load_after"] = load()
            show(figures, facts)
            write(arguments.json, figures, facts)
    return int(arguments.strict and any(figure.met is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
