"""The oldest PostgreSQL that the setting may name is enough for every service's tables."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from chassis.migrations import migrate
from local_stack.parts.postgres_programs import OLDEST, SETTING
from local_stack.services import SPECS
from local_stack.stack import Stack

# Where Debian and Ubuntu put it; another place is named by the setting itself.
INSTALLED = Path(f"/usr/lib/postgresql/{OLDEST}/bin")

pytestmark = [
    pytest.mark.stack,
    pytest.mark.skipif(
        not os.access(INSTALLED / "initdb", os.X_OK),
        reason=f"no PostgreSQL {OLDEST} is installed in {INSTALLED}",
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def oldest(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stack]:
    """A server of the system's own programs."""
    folder = tmp_path_factory.mktemp("oldest")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(SETTING, str(INSTALLED))
        async with Stack(folder, parts={"postgres"}, fsync=False) as stack:
            yield stack


@pytest.mark.parametrize("module", [spec.module for spec in SPECS])
async def test_every_services_tables_are_made_on_the_oldest_postgres(
    oldest: Stack, module: str
) -> None:
    url = await oldest.postgres.create_database(f"{module}_on_oldest")

    await asyncio.to_thread(migrate, module, url)

    async with oldest.postgres.databases.connect(f"{module}_on_oldest") as connection:
        version = await connection.fetchval("show server_version_num")
        assert int(version) // 10_000 == OLDEST
        assert await connection.fetchval("select to_regclass('kernel_outbox')")
