"""The whole of Tero with very many contacts, and browsers in front of it."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from playwright.async_api import Browser, Page, async_playwright
from tests.load.desk import grow
from tests.load.sizes import CUSTOMERS

from local_stack.cli.site import Site
from local_stack.demo.api import Web
from local_stack.demo.data.accounts import accounts
from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.demo.passwords import demo_password
from local_stack.demo.play.casting import log_in
from local_stack.stack import EVERYTHING, Stack

WATCH = Path(__file__).with_name("watch.js").read_text()
_CHROMIUM = "/usr/bin/chromium"
_PATIENCE_MS = 60_000


@dataclass(frozen=True)
class Desks:
    """Two operators, each at a browser window of their own, and a channel that brings calls."""

    first: Page
    second: Page
    web: Web
    calls: str

    async def ring(self, call_id: str, event: str) -> str:
        """One report of a call of an unknown number; the contact's id."""
        body = {"callId": call_id, "event": event}
        if event == "newCall":
            body["from"] = f"+54935{crc32(call_id.encode()) % 10**8:08d}"
        answer = await self.web.send("POST", self.calls, json=body)
        return str(answer.expect("a call's report")["contact_id"])


@asynccontextmanager
async def running(folder: Path, contacts: int) -> AsyncIterator[Desks]:
    """Ends with the block, whatever happens in it."""
    async with Stack(folder, parts=EVERYTHING) as stack:
        Site(stack.ports, 1, []).keep(folder)
        installation = Installation(stack.home, stack.ports)
        await load(installation, CUSTOMERS)
        async with stack.postgres.databases.connect("intake") as database:
            account = await database.fetchval("select account_id from kernel_account limit 1")
            await grow(database, 0, contacts, account)
        keys: dict[str, str] = json.loads(installation.secret("channel-keys.json"))
        async with Web(installation.gateway) as web, async_playwright() as playwright:
            await log_in(web, installation)
            browser = await playwright.chromium.launch(
                executable_path=_CHROMIUM,
                args=["--no-sandbox", "--js-flags=--expose-gc", "--enable-precise-memory-info"],
            )
            first, second = [await _enter(browser, installation, each) for each in _operators()]
            yield Desks(first, second, web, f"/api/v1/intake/calls/{keys['pbx']}")
            await browser.close()


async def since(page: Page, name: str) -> float:
    """When the page's watch saw this, in milliseconds of the clock that all pages share."""
    await page.wait_for_function("name => window.seen?.[name] !== undefined", arg=name)
    found: Any = await page.evaluate("name => window.seen[name]", name)
    return float(found)


def _operators() -> list[str]:
    return [each.login for each in accounts() if each.role == "operator"][:2]


async def _enter(browser: Browser, installation: Installation, login: str) -> Page:
    context = await browser.new_context(
        base_url=installation.gateway, viewport={"width": 1440, "height": 900}, locale="es-AR"
    )
    context.set_default_timeout(_PATIENCE_MS)
    await context.add_init_script(WATCH)
    page = await context.new_page()
    await page.goto("/console/contacts/chats")
    await page.get_by_label("Usuario").fill(login)
    await page.get_by_label("Contraseña", exact=True).fill(demo_password(installation.home))
    await page.get_by_role("button", name="Entrar").click()
    await page.locator("[data-contact]").first.wait_for()
    return page
