"""A service that takes files."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from services.intake.tests.files.sending import Sender

from chassis.service import Service
from chassis_testing.harness import Harness, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from intake.app import define
from intake.settings import Settings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the files are."""
    return tmp_path / "files"


@pytest_asyncio.fixture
async def intake(
    create_database: CreateDatabase, settings: Settings, tmp_path: Path, folder: Path
) -> AsyncIterator[Harness[Any]]:
    """With a place for them."""
    told = {"database_url": await create_database("intake"), "files_dir": folder}
    with_files = settings.model_copy(update=told)
    service = Service(define(with_files), with_files, "api")
    async with running(service, make_signing_keys(tmp_path)) as harness:
        yield harness


@pytest.fixture
def sender(intake: Harness[Any]) -> Sender:
    """Sends to it."""
    return Sender(intake)
