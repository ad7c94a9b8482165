"""The whole of Tero, started once for all tests of this folder, and ended without a trace."""

import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect
from tests.e2e.console_page import PATIENCE, note_policy, note_stranger, sign_in

from local_stack.cli.site import Site
from local_stack.demo.api import Person, Web
from local_stack.demo.data.accounts import accounts
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.demo.passwords import demo_password
from local_stack.demo.play.casting import log_in
from local_stack.demo.play.stage import Cast
from local_stack.process.family import marked_with
from local_stack.stack import EVERYTHING, Stack

CUSTOMERS = 200

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Office = Callable[[str], AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Starting everything counts as part of the first test: give it time."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(900))
            item.add_marker(pytest.mark.stack)


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


@pytest_asyncio.fixture(loop_scope="session")
async def admin(web: Web, installation: Installation) -> Person:
    """The first administrator, who has just proved who they are: what needs that is open to them
    in the last test as in the first."""
    return await Person.enter(web, "admin", installation.secret("admin-password"))


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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """Debian's, for all tests."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        await browser.close()


@pytest.fixture
def pictures() -> Path | None:
    """Where to leave pictures of the main screens; only where they are asked for."""
    folder = os.environ.get("TERO_PICTURES")
    return Path(folder) if folder else None


@pytest.fixture
def operators() -> list[str]:
    """The log-ins of two people at the desk."""
    return [each.login for each in accounts() if each.role == "operator"][:2]


@pytest_asyncio.fixture(loop_scope="session")
async def desk(chromium: Browser, installation: Installation, cast: Cast) -> Desk:
    """Somebody at a browser of their own, signed in; whatever went wrong in the page fails."""

    @asynccontextmanager
    async def open_desk(
        login: str, *, password: str | None = None, width: int = 1440, path: str = ""
    ) -> AsyncIterator[Page]:
        context = await chromium.new_context(
            base_url=installation.gateway,
            viewport={"width": width, "height": 800},
            reduced_motion="reduce",
            locale="es-AR",
        )
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: note_policy(wrong, said.text))
        page.on("request", lambda asked: note_stranger(wrong, asked.url, installation.gateway))
        await page.goto(f"/console/{path}")
        await sign_in(page, login, password or demo_password(installation.home))
        yield page
        await context.close()
        assert wrong == []

    return open_desk


@pytest.fixture
def office(desk: Desk, installation: Installation) -> Office:
    """The first administrator at a browser, in a part of the administration."""
    password = installation.secret("admin-password")
    return lambda part: desk("admin", password=password, path=f"administration/{part}")


@pytest.fixture
def ring(web: Web, doors: dict[str, str]) -> Ring:
    """A call that nobody answers, of an unknown number; the number."""

    async def call() -> str:
        number, call_id = f"+54935{uuid4().int % 10**8:08d}", f"web-{uuid4()}"
        first = {"event": "newCall", "callId": call_id, "from": number}
        assert (await web.send("POST", doors["calls"], json=first)).status == 202
        return number

    return call
