"""A service that can check signatures, and a system that signs."""

from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from services.intake.tests.signing.signer import CHANNELS, Headers, Signer

from chassis_testing.harness import Harness
from intake.settings import Settings


@pytest.fixture
def settings(settings: Settings, tmp_path: Path) -> Settings:
    """With what secrets are made of, and a place for files."""
    root = tmp_path / "signature-secret"
    root.write_text("what the secrets of these tests are made of\n")
    return settings.model_copy(
        update={"signature_secret_file": root, "files_dir": tmp_path / "files"}
    )


@pytest_asyncio.fixture
async def manager(intake: Harness[Any]) -> Headers:
    """Who may let systems in, and say that they must sign."""
    return await intake.account("channels.manage", role="administrator")


async def registered(intake: Harness[Any], manager: Headers, code: str, **fields: Any) -> Signer:
    """A system that does not sign yet."""
    body = {"code": code, "label": "Central", **fields}
    answer = await intake.client.post(CHANNELS, json=body, headers=manager)
    assert answer.status_code == 201, answer.text
    return Signer(intake.client, manager, answer.json()["key"], code)


@pytest_asyncio.fixture
async def signer(intake: Harness[Any], manager: Headers) -> Signer:
    """One that must sign, at whichever door."""
    system = await registered(intake, manager, "signing")
    assert (await system.settle("begin-signing")).status_code == 201
    return system
