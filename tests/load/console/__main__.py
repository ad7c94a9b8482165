"""`python -m tests.load.console [--quick] [--json FILE] [--strict]`: `make bench-web`."""

import argparse
import asyncio
import sys
from functools import partial
from pathlib import Path

from tests.load.attempt import attempt, say
from tests.load.console.first_script import first_script
from tests.load.console.places import running
from tests.load.console.screens import cold, from_another
from tests.load.console.swell import many_changes
from tests.load.console.takes import takes
from tests.load.figures import Figure

_MOST_SECONDS = 1200.0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load.console", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="10,000 contacts, fewer of all")
    parser.add_argument("--json", type=Path, default=Path(".local/bench-web.json"), metavar="FILE")
    parser.add_argument("--strict", action="store_true", help="fail when a target is missed")
    return parser.parse_args()


async def _measure(folder: Path, figures: list[Figure], *, is_quick: bool) -> None:
    contacts, times, changes = (10_000, 10, 300) if is_quick else (100_000, 50, 2_000)
    say("the initial script")
    figures.append(first_script())
    async with asyncio.timeout(_MOST_SECONDS), running(folder / "all", contacts) as desks:
        for name, measure, count in (
            ("cold starts", cold, times),
            ("another screen", from_another, times),
            ("takes", takes, times),
            ("live changes", many_changes, changes),
        ):
            say(name)
            figures += await measure(desks, count)


def main() -> int:
    """0, or 1 when `--strict` and a target was missed."""
    arguments = _arguments()
    return attempt(arguments, partial(_measure, is_quick=arguments.quick))


if __name__ == "__main__":
    sys.exit(main())
