"""`python -m tests.faults [--only S1 S5] [--seeds 1 2 3] [--smoke | --control] [--json FILE]`."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from tests.faults.control import controls
from tests.faults.figures import Row
from tests.faults.phases import Pace, play
from tests.faults.report import show, write
from tests.faults.scenario import Scenario, all_scenarios
from tests.faults.world import living_world

_SHOWN = 5
SMOKE = ("S1", "S5", "S11")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=list(all_scenarios()), metavar="NAME")
    parser.add_argument("--seeds", nargs="+", type=int, default=[1], metavar="SEED")
    parser.add_argument("--smoke", action="store_true", help=f"only {', '.join(SMOKE)}, one seed")
    parser.add_argument(
        "--control", action="store_true", help="broken kernels, which must lose or double"
    )
    parser.add_argument("--json", type=Path, default=Path(".local/faults.json"), metavar="FILE")
    parser.add_argument("--rate", type=float, metavar="N", help="contacts a second")
    parser.add_argument("--ledgers", type=Path, default=Path(".local/faults"), metavar="FOLDER")
    return parser.parse_args()


def chosen(arguments: argparse.Namespace) -> list[Scenario]:
    """The scenarios to play; those of one kind of world stand together."""
    if arguments.control:
        return controls()
    names = arguments.only or (SMOKE if arguments.smoke else list(all_scenarios()))
    found = [all_scenarios()[name] for name in names]
    if arguments.rate:
        found = [replace(s, shape=replace(s.shape, rate=arguments.rate)) for s in found]
    return sorted(found, key=lambda scenario: scenario.brokers)


async def _play(scenarios: Sequence[Scenario], seeds: Sequence[int], ledgers: Path) -> list[Row]:
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    rows: list[Row] = []
    for (brokers, _), group in groupby(scenarios, key=_kind_of_world):
        with tempfile.TemporaryDirectory(prefix="tero-faults-") as folder:
            os.chmod(folder, 0o755)  # noqa: S103 - a database server that runs as nobody must get in
            async with living_world(Path(folder), brokers) as world:
                for scenario in group:
                    for seed in seeds:
                        rows.append(await play(world, scenario, seed, Pace(), ledgers))
                        _say(rows[-1])
    return rows


def _kind_of_world(scenario: Scenario) -> tuple[int, str]:
    """Scenarios of one kind share a world; a broken kernel would leave its traces in it."""
    return scenario.brokers, scenario.name if scenario.is_control else ""


def _say(row: Row) -> None:
    missed = ", ".join(row.missed) or "met"
    print(f"{row.scenario} seed {row.seed}: {missed} ({row.seconds:.0f} s)", file=sys.stderr)
    for name, sentences in row.wrong.items():
        for sentence in sentences[:_SHOWN]:
            print(f"  {name}: {sentence}", file=sys.stderr, flush=True)


def main() -> int:
    """0, or 1 when any target is missed; in the control run, when no harm was seen."""
    arguments = _arguments()
    seeds = arguments.seeds[:1] if arguments.smoke else arguments.seeds
    rows = asyncio.run(_play(chosen(arguments), seeds, arguments.ledgers))
    show(rows)
    write(arguments.json, rows)
    if arguments.control:
        return int(not all(row.lost or row.duplicated for row in rows))
    return int(any(row.missed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
