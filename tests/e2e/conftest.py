"""The whole of Tero, started once for all tests of this folder, and ended without a trace."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from local_stack.cli.site import Site
from local_stack.demo.api import Person, Web
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.demo.play.casting import log_in
from local_stack.demo.play.stage import Cast
from local_stack.process.family import marked_with
from local_stack.stack import EVERYTHING, Stack

CUSTOMERS = 200


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Starting everything counts as part of the first test: give it time. Where tests are handed
    out by group, one worker gets all of these, so that the whole is started once."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(900))
            item.add_marker(pytest.mark.stack)
            item.add_marker(pytest.mark.xdist_group("e2e"))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def installation(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """A stack with two hundred customers; afterwards no process of it is left."""
    folder = tmp_path_factory.mktemp("tero")
    async with Stack(folder, parts=EVERYTHING, fsync=False) as stack:
        Site(stack.ports, 1, []).keep(folder)
        installation = Installation(stack.home, stack.ports)
        await load(installation, CUSTOMERS)
        yield installation
    assert marked_with(str(folder)) == []


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def web(installation: Installation) -> AsyncIterator[Web]:
    """Somebody outside, at the gateway."""
    async with Web(installation.gateway) as web:
        yield web


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def cast(web: Web, installation: Installation) -> Cast:
    """People of every role, logged in."""
    return await log_in(web, installation)


@pytest.fixture
def admin(cast: Cast) -> Person:
    """The first administrator."""
    return cast.admin


@pytest.fixture
def keys(installation: Installation) -> dict[str, str]:
    """The channel systems' keys."""
    found: dict[str, str] = json.loads(installation.secret("channel-keys.json"))
    return found


@pytest.fixture
def doors(keys: dict[str, str]) -> dict[str, str]:
    """Where channel systems report."""
    return {
        "calls": f"/api/v1/intake/calls/{keys['pbx']}",
        "chats": f"/api/v1/intake/chats/{keys['bot']}",
        "inquiries": f"/api/v1/intake/inquiries/{keys['portal']}",
    }


@pytest_asyncio.fixture
async def undisturbed(web: Web, doors: dict[str, str], admin: Person) -> AsyncIterator[None]:
    """Whatever a test does: nothing is set aside, and the next call is taken."""
    before = await _set_aside(admin)
    yield
    assert await _set_aside(admin) == before
    call = {"event": "newCall", "callId": f"after-{uuid4()}", "from": "+5493415551234"}
    assert (await web.send("POST", doors["calls"], json=call)).status == 202


async def _set_aside(admin: Person) -> list[Any]:
    found: list[Any] = []
    for service in ("intake", "tickets", "orders", "iclass-bridge"):
        for place in ("parked", "quarantine"):
            pages = admin.pages(f"/api/v1/{service}/kernel/{place}")
            found += [row async for row in pages]
    return found
