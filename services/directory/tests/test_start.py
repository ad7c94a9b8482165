import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chassis.service import Service
from chassis_testing.harness import Harness, SigningKeys, make_signing_keys, running
from chassis_testing.servers import CreateDatabase
from directory.app import define
from directory.domain.permissions import ALL
from directory.outbound.passwords import NOBODY
from directory.outbound.tokens import NotPublished
from directory.settings import Settings

Directory = Harness[Any]


async def test_the_published_keys_are_public_and_only_that(directory: Directory) -> None:
    answer = await directory.client.get("/.well-known/jwks.json")

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    [key] = answer.json()["keys"]
    assert (key["kty"], key["crv"]) == ("OKP", "Ed25519")
    assert "d" not in key


async def test_a_service_whose_tokens_nobody_could_check_does_not_start(
    tmp_path: Path, make_settings: Callable[..., Settings]
) -> None:
    (tmp_path / "other").mkdir()
    jwks = make_signing_keys(tmp_path / "other").jwks_file
    settings = make_settings(database_url="postgresql+asyncpg://a@localhost/a", jwks_file=jwks)

    with pytest.raises(NotPublished):
        define(settings)


async def test_several_processes_that_start_at_once_make_one_administrator(
    create_database: CreateDatabase, keys: SigningKeys, make_settings: Callable[..., Settings]
) -> None:
    settings = make_settings(database_url=await create_database("directory"), database_pool=2)

    async def start() -> list[dict[str, Any]]:
        async with running(Service(define(settings), settings, "api"), keys) as harness:
            return await harness.rows("select login, role, version, password_hash from account")

    *_, [admin] = await asyncio.gather(*(start() for _ in range(4)))

    kept = admin.pop("password_hash")
    assert admin == {"login": "admin", "role": "administrator", "version": 1}
    # Nobody has told these processes to make hashes that are quick to guess.
    assert kept.split("$")[:4] == NOBODY.split("$")[:4]


async def test_the_first_administrator_is_told_to_everybody(directory: Directory) -> None:
    [event] = await directory.emitted()

    assert (event.type, event.sequence) == ("directory.account-changed.v1", 1)
    assert event.key == event.data["account_id"]
    assert event.data["login"] == "admin"
    assert set(event.data["permissions"]) == ALL
