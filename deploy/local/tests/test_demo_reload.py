"""Demonstration data that are not what they would be now are brought up to date."""

from pathlib import Path

import pytest

from local_stack.cli.demo_data import demo_steps
from local_stack.demo import CUSTOMERS
from local_stack.demo.api import Person, Web
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.stack import EVERYTHING, SERVERS, Stack

pytestmark = pytest.mark.stack


async def _customers(installation: Installation) -> int:
    async with Web(installation.gateway) as web:
        admin = await Person.enter(web, "admin", installation.secret("admin-password"))
        return len([each async for each in admin.pages("/api/v1/customers")])


def _steps(folder: Path) -> list[str]:
    """What starting everything in this folder would do after the start."""
    return [step.name for step in demo_steps(Stack(folder, parts=EVERYTHING))]


async def test_starting_loads_whatever_is_not_loaded_as_it_would_be_made_now(
    tmp_path: Path,
) -> None:
    async with Stack(tmp_path, parts={*SERVERS, "directory"}) as stack:
        # The gateway would only hand on what directory answers.
        installation = Installation(stack.home, {"gateway": stack.ports["directory"]})
        assert _steps(tmp_path) == ["demo data"]

        await load(installation, 30)
        assert await _customers(installation) == 30
        assert _steps(tmp_path) == ["demo data"]

        await load(installation)
        assert await _customers(installation) == CUSTOMERS
        assert _steps(tmp_path) == []
