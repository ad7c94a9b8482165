"""A probe service for every test of the kernel."""

from pathlib import Path

import pytest_asyncio

from chassis_testing.harness import make_signing_keys
from chassis_testing.probe_tables import PROBE
from chassis_testing.probe_world import ProbeWorld, make_world
from chassis_testing.servers import CreateDatabase
from local_stack.stack import Stack


@pytest_asyncio.fixture
async def world(stack: Stack, create_database: CreateDatabase, tmp_path: Path) -> ProbeWorld:
    """A topic, a database and a group of its own."""
    url = await create_database(PROBE)
    return await make_world(stack, tmp_path, make_signing_keys(tmp_path), url)
