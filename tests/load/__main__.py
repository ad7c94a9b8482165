"""`python -m tests.load [--quick] [--json FILE] [--only NAME…] [--strict]`."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tests.load import desk, ingest, live, memory, relay, visible, world
from tests.load.figures import Figure
from tests.load.report import facts_of_machine, load, show, write
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
    """Adds to the figures; ends what it started, also when it is told to terminate."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    async with asyncio.timeout(_MOST_SECONDS + sizes.desk_many / _CONTACTS_PER_SECOND):
        chosen = [name for name in _ON_INTAKE if name in names]
        if chosen:
            async with world.running(folder / "intake") as running:
                for name in chosen:
                    _say(name)
                    figures += await _ON_INTAKE[name](running, sizes)
        if "memory" in names:
            _say("memory")
            figures += await memory.measure(folder / "everything", sizes)


def _say(name: str) -> None:
    print(f"measuring {name} …", file=sys.stderr, flush=True)


def main() -> int:
    """0, or 1 when `--strict` and a target was missed."""
    arguments = _arguments()
    facts = facts_of_machine() | {"quick": arguments.quick}
    figures: list[Figure] = []
    sizes = QUICK if arguments.quick else FULL
    if arguments.contacts:
        sizes = replace(sizes, desk_many=arguments.contacts)
    with tempfile.TemporaryDirectory(prefix="tero-load-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - a database server that runs as nobody must get in
        try:
            asyncio.run(_measure(arguments.only, sizes, Path(folder), figures))
        finally:
            # What was measured before something failed took minutes: it is not thrown away.
            facts["load_after"] = load()
            show(figures, facts)
            write(arguments.json, figures, facts)
    return int(arguments.strict and any(figure.met is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
