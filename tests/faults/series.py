"""Many playings one after the other, each on a world that others have left whole."""

import os
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import AsyncIterator, Sequence
from itertools import groupby
from pathlib import Path

from tests.faults.figures import Row, failed_row
from tests.faults.phases import Pace, play
from tests.faults.scenario import Scenario
from tests.faults.world import World, living_world

_SHOWN = 5
Playing = tuple[Scenario, int]


async def rows_of(
    scenarios: Sequence[Scenario], seeds: Sequence[int], ledgers: Path
) -> AsyncIterator[Row]:
    """A row for every scenario and seed, as soon as there is one."""
    for _, group in groupby(scenarios, key=_kind_of_world):
        left = deque((scenario, seed) for scenario in group for seed in seeds)
        while left:
            async for row in _on_one_world(left, ledgers):
                _say(row)
                yield row


async def _on_one_world(left: deque[Playing], ledgers: Path) -> AsyncIterator[Row]:
    """Plays what is left until all is played, or a playing failed: its world is given up."""
    with tempfile.TemporaryDirectory(prefix="tero-faults-") as folder:
        os.chmod(folder, 0o755)  # noqa: S103 - a database server that runs as nobody must get in
        async with living_world(Path(folder), left[0][0].brokers) as world:
            while left:
                scenario, seed = left.popleft()
                try:
                    row = await play(world, scenario, seed, Pace(), ledgers)
                except Exception as error:  # noqa: BLE001 - one row is lost, not all the others
                    row = failed_row(scenario.name, seed, f"{type(error).__name__} {error}")
                if row.missed:
                    _keep_logs(world, ledgers / f"{row.run or scenario.name}-logs")
                yield row
                if not row.run:
                    return


def _keep_logs(world: World, folder: Path) -> None:
    """What the parts wrote is all that is left of a world afterwards."""
    shutil.copytree(world.stack.folder / "logs", folder, dirs_exist_ok=True)


def _kind_of_world(scenario: Scenario) -> tuple[int, str]:
    """Scenarios of one kind share a world; a broken kernel would leave its traces in it."""
    return scenario.brokers, scenario.name if scenario.is_control else ""


def _say(row: Row) -> None:
    missed = ", ".join(row.missed) or "met"
    print(f"{row.scenario} seed {row.seed}: {missed} ({row.seconds:.0f} s)", file=sys.stderr)
    for name, sentences in row.wrong.items():
        for sentence in sentences[:_SHOWN]:
            print(f"  {name}: {sentence}", file=sys.stderr, flush=True)
