"""Demonstration data that are not what they would be now are brought up to date."""

from pathlib import Path

import pytest

from local_stack.cli.demo_data import demo_steps
from local_stack.demo import CUSTOMERS
from local_stack.demo.api import Person, Web
from local_stack.demo.data.replies import REPLIES
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.stack import EVERYTHING, SERVERS, Stack

pytestmark = pytest.mark.stack


async def _loaded(installation: Installation) -> tuple[int, int]:
    """How many customers, and how many texts that operators have ready."""
    async with Web(installation.gateway) as web:
        admin = await Person.enter(web, "admin", installation.secret("admin-password"))
        paths = ("/api/v1/customers", "/api/v1/intake/canned-replies")
        customers, texts = [len([each async for each in admin.pages(path)]) for path in paths]
        return customers, texts


def _steps(folder: Path) -> list[str]:
    """What starting everything in this folder would do after the start."""
    return [step.name for step in demo_steps(Stack(folder, parts=EVERYTHING))]


async def test_starting_loads_whatever_is_not_loaded_as_it_would_be_made_now(
    tmp_path: Path,
) -> None:
    async with Stack(tmp_path, parts={*SERVERS, "directory", "intake", "gateway"}) as stack:
        installation = Installation(stack.home, stack.ports)
        assert _steps(tmp_path) == ["demo data"]

        await load(installation, 30)
        assert await _loaded(installation) == (30, len(REPLIES))
        assert _steps(tmp_path) == ["demo data"]

        await load(installation)
        assert await _loaded(installation) == (CUSTOMERS, len(REPLIES))
        assert _steps(tmp_path) == []
