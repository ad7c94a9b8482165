"""`python -m tests.load [--quick] [--json FILE] [--only NAME…] [--strict]`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.load import desk, ingest, live, memory, relay, visible, world
from tests.load.attempt import attempt, say
from tests.load.figures import Figure
from tests.load.sizes import FULL, QUICK, Sizes

_ON_INTAKE = {
    "ingest": ingest.measure,
    "relay": relay.measure,
    "visible": visible.measure,
    "live": live.measure,
    "desk": desk.measure,
}
_NAMES = (*_ON_INTAKE, "memory")
_MOST_SECONDS = 900.0
_CONTACTS_PER_SECOND = 2_000


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer of everything, one round")
    parser.add_argument("--json", type=Path, default=Path(".local/bench.json"), metavar="FILE")
    parser.add_argument("--only", nargs="+", choices=_NAMES, default=_NAMES, metavar="NAME")
    parser.add_argument(
        "--contacts", type=int, metavar="N", help="how many are very many to the desk"
    )
    parser.add_argument("--strict", action="store_true", help="fail when a target is missed")
    return parser.parse_args()


async def _measure(names: Sequence[str], sizes: Sizes, folder: Path, figures: list[Figure]) -> None:
    async with asyncio.timeout(_MOST_SECONDS + sizes.desk_many / _CONTACTS_PER_SECOND):
        chosen = [name for name in _ON_INTAKE if name in names]
        if chosen:
            async with world.running(folder / "intake") as running:
                for name in chosen:
                    say(name)
                    figures += await _ON_INTAKE[name](running, sizes)
        if "memory" in names:
            say("memory")
            figures += await memory.measure(folder / "everything", sizes)


def main() -> int:
    """0, or 1 when `--strict` and a target was missed."""
    arguments = _arguments()
    sizes = QUICK if arguments.quick else FULL
    if arguments.contacts:
        sizes = replace(sizes, desk_many=arguments.contacts)
    return attempt(arguments, partial(_measure, arguments.only, sizes))


if __name__ == "__main__":
    sys.exit(main())
