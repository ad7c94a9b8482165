"""Real servers for tests: one Kafka, one PostgreSQL, one Valkey per test run.

Loaded for every test as a pytest plugin (`-p chassis_testing.servers`).
"""

import asyncio
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import cast
from uuid import uuid4

import pytest
import pytest_asyncio
import structlog

from chassis.migrations import migrate
from chassis_testing.containers import container_stack
from local_stack.stack import Stack

# Tests look at effects; what the services would log only hides their failures.
structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))

CreateDatabase = Callable[[str], Awaitable[str]]


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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def create_lasting_database(stack: Stack) -> CreateDatabase:
    """Makes an empty, migrated database for a service package; its url. It stays until the end.

    For a fixture that many tests share. Migrations run once per package; each call then gets a
    copy of that template.
    """
    templates: dict[str, str] = {}

    async def create(package: str) -> str:
        if package not in templates:
            template = f"template_{package}"
            url = await stack.postgres.create_database(template)
            await asyncio.to_thread(migrate, package, url)
            templates[package] = template
        name = f"{package}_{uuid4().hex[:12]}"
        return await stack.postgres.create_database(name, templates[package])

    return create


@pytest_asyncio.fixture(loop_scope="session")
async def create_database(
    stack: Stack, create_lasting_database: CreateDatabase
) -> AsyncIterator[CreateDatabase]:
    """The same for one test: what it made is dropped after it, or the disk fills (8 MiB each)."""
    made: list[str] = []

    async def create(package: str) -> str:
        url = await create_lasting_database(package)
        made.append(url.rpartition("/")[2])
        return url

    yield create
    for name in made:
        await stack.postgres.drop_database(name)
