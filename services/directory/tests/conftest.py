import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from chassis.service import Service
from chassis_testing.harness import Harness, SigningKeys, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from directory.app import define
from directory.outbound.transaction import SqlTransaction
from directory.settings import Settings

ADMIN_PASSWORD = "the first one 1234"


@pytest.fixture
def keys(tmp_path: Path) -> SigningKeys:
    return make_signing_keys(tmp_path)


@pytest.fixture
def make_settings(tmp_path: Path, keys: SigningKeys) -> Callable[..., Settings]:
    """Settings of one instance; Redis is away unless the test brings one."""
    signing_key = tmp_path / "signing-key.json"
    signing_key.write_text(json.dumps(keys.private.as_dict(private=True)))
    admin_password = tmp_path / "admin-password"
    admin_password.write_text(ADMIN_PASSWORD + "\n")

    def make(**changes: Any) -> Settings:
        common: dict[str, Any] = {
            "kafka_servers": "127.0.0.1:1",
            "redis_url": "redis://127.0.0.1:1",
            "jwks_file": keys.jwks_file,
            "instance": "directory-test",
            "signing_key_file": signing_key,
            "admin_password_file": admin_password,
        }
        return Settings(**{**common, **changes})

    return make


@pytest_asyncio.fixture
async def directory(
    create_database: CreateDatabase, keys: SigningKeys, make_settings: Callable[..., Settings]
) -> AsyncIterator[Harness[SqlTransaction]]:
    """The service on a database of its own."""
    settings = make_settings(database_url=await create_database("directory"))
    async with running(Service(define(settings), settings, "api"), keys) as harness:
        yield harness
