"""Real servers for tests: one Kafka, one PostgreSQL, one Valkey per test run.

Loaded for every test as a pytest plugin (`-p chassis_testing.servers`).
"""

import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio
import structlog

from chassis_testing.containers import container_stack
from chassis_testing.lent_databases import LentDatabases
from local_stack.ports import PortPool
from local_stack.stack import Stack

# Tests look at effects; what the services would log only hides their failures.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))

CreateDatabase = Callable[[str], Awaitable[str]]


@pytest.fixture(scope="session")
def ports() -> Iterator[PortPool]:
    """Ports for servers that a test starts by itself: no other test has them at the same time, nor
    does a connection of anybody's begin at one."""
    with closing(PortPool()) as pool:
        yield pool


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """Kafka, PostgreSQL and Valkey, on ports and in a folder of their own.

    With `TERO_TEST_SERVERS=containers` they are containers, which have the same handles.
    """
    folder: Path = tmp_path_factory.mktemp("stack")
    if os.environ.get("TERO_TEST_SERVERS") == "containers":
        async with container_stack(folder) as containers:
            yield cast(Stack, containers)
        return
    async with Stack(folder, parts={"kafka", "postgres", "valkey"}, fsync=False) as running:
        yield running


@pytest.fixture(scope="session")
def lent_databases(stack: Stack) -> LentDatabases:
    """All databases of service packages that tests are given."""
    return LentDatabases(stack.postgres)


@pytest.fixture(scope="session")
def create_lasting_database(lent_databases: LentDatabases) -> CreateDatabase:
    """Makes an empty, migrated database for a service package; its url. It stays until the end.

    For a fixture that many tests share.
    """
    return lent_databases.make


@pytest_asyncio.fixture(loop_scope="session")
async def create_database(lent_databases: LentDatabases) -> AsyncIterator[CreateDatabase]:
    """The same for one test: what it was given, another will be, emptied and by another name."""
    lent: list[tuple[str, str]] = []

    async def create(package: str) -> str:
        url = await lent_databases.lend(package)
        lent.append((package, url))
        return url

    yield create
    for package, url in lent:
        await lent_databases.take_back(package, url)
