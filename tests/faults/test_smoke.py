"""A part of `python -m tests.faults`: a few faults, on one world, with less traffic around them."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from tests.faults.__main__ import SMOKE
from tests.faults.phases import Pace, play
from tests.faults.scenario import all_scenarios
from tests.faults.world import World, living_world

from local_stack.process.family import marked_with

pytestmark = [pytest.mark.stack, pytest.mark.timeout(600)]

_SHORT = Pace(first_warm=12.0, warm=3.0, after=3.0)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """A whole Tero; afterwards no process of it is left."""
    folder = tmp_path_factory.mktemp("faults")
    async with living_world(folder) as world:
        yield world
    assert marked_with(str(folder)) == []


@pytest.mark.parametrize("name", SMOKE)
async def test_nothing_is_lost_and_nothing_doubled(name: str, world: World, tmp_path: Path) -> None:
    scenario = all_scenarios()[name]
    # Other tests run at the same time, on the same cores.
    little = replace(scenario, shape=replace(scenario.shape, rate=6.0, cases=0.5))

    row = await play(world, little, 1, _SHORT, tmp_path)

    assert row.missed == [], row.wrong
    assert row.found == row.acked > 50
    assert row.mail_ids > 0
