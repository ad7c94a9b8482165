"""`python -m tests.faults [--only S1 S5] [--seeds 1 2 3] [--smoke | --control] [--json FILE]`."""

import argparse
import asyncio
import signal
import sys
from dataclasses import replace
from pathlib import Path

from tests.faults.control import controls
from tests.faults.figures import Row
from tests.faults.report import show, write
from tests.faults.scenario import Scenario, all_scenarios
from tests.faults.series import rows_of

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


async def _play(arguments: argparse.Namespace) -> list[Row]:
    """All rows; those there are so far are in the file, whatever ends this."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    seeds = arguments.seeds[:1] if arguments.smoke else arguments.seeds
    rows: list[Row] = []
    async for row in rows_of(chosen(arguments), seeds, arguments.ledgers):
        rows.append(row)
        write(arguments.json, rows)
    return rows


def main() -> int:
    """0, or 1 when any target is missed; in the control run, when no harm was seen."""
    arguments = _arguments()
    rows = asyncio.run(_play(arguments))
    show(rows)
    if arguments.control:
        return int(not all(row.lost or row.duplicated for row in rows))
    return int(any(row.missed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
