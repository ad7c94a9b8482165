"""The console in a real browser, through the gateway, on the whole of Tero."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Literal
from uuid import uuid4

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from local_stack.demo.api import Web
from local_stack.demo.data.accounts import accounts
from local_stack.demo.installation import Installation
from local_stack.demo.passwords import demo_password
from local_stack.demo.play.stage import Cast
from local_stack.paths import WEB

AXE = WEB / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = (
    "<img src=x onerror=\"document.title='run'\">\u202e" + "<script>document.title='run'</script>"
)
PATIENCE = 30_000

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
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
    async def open_desk(login: str, *, width: int = 1440, path: str = "") -> AsyncIterator[Page]:
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
        page.on("console", lambda said: _note_policy(wrong, said.text))
        page.on("request", lambda asked: _note_stranger(wrong, asked.url, installation.gateway))
        await page.goto(f"/console/{path}")
        await sign_in(page, login, demo_password(installation.home))
        yield page
        await context.close()
        assert wrong == []

    return open_desk


@pytest.fixture
def ring(web: Web, doors: dict[str, str]) -> Ring:
    """A call that nobody answers, of an unknown number; the number."""

    async def call() -> str:
        number, call_id = f"+54935{uuid4().int % 10**8:08d}", f"web-{uuid4()}"
        first = {"event": "newCall", "callId": call_id, "from": number}
        assert (await web.send("POST", doors["calls"], json=first)).status == 202
        return number

    return call


async def sign_in(page: Page, login: str, password: str) -> None:
    await page.get_by_label("Usuario").fill(login)
    await page.get_by_label("Contraseña", exact=True).fill(password)
    await page.get_by_role("button", name="Entrar").click()
    await expect(page.get_by_role("navigation")).to_be_visible(timeout=PATIENCE)


async def test_a_call_is_seen_taken_and_finished(
    desk: Desk, ring: Ring, operators: list[str]
) -> None:
    """C22, C31, C39, C51, C59, C60."""
    async with desk(operators[0], path="contacts/calls-without-city") as page:
        number = await ring()
        row = _row(page, number)
        await _let_in(page, number)
        await expect(row).to_contain_text("LIBRE")
        await row.get_by_role("button", name="Tomar").click()
        await expect(row).to_contain_text("MIO")
        await expect(row.get_by_role("button", name="Tomar")).to_have_count(0)
        await row.get_by_role("button", name="Finalizar").click()
        outcome = page.get_by_label("Cómo terminó")
        await outcome.fill("Se agendó una visita")
        await page.reload()
        await expect(outcome).to_have_value("Se agendó una visita")
        await page.get_by_role("button", name="Finalizar contacto").click()
        await expect(row).to_contain_text("CERRADO")


async def test_two_race_for_one_contact_and_the_slower_is_told_who_was_faster(
    desk: Desk, ring: Ring, operators: list[str]
) -> None:
    """C17, C23: exactly one gets it, whoever it is; the other sees who, and can do nothing."""
    path = "contacts/calls-without-city"
    async with desk(operators[0], path=path) as ana, desk(operators[1], path=path) as beto:
        number = await ring()
        answers: list[int] = []
        for page in (ana, beto):
            await _let_in(page, number)
            page.on("response", lambda answer: _note_take(answers, answer.url, answer.status))
        # Both have decided before either can hear of the other.
        press = "button => setTimeout(() => button.click(), 500 - (Date.now() % 500))"
        buttons = [_row(page, number).get_by_role("button", name="Tomar") for page in (ana, beto)]
        await asyncio.gather(*(button.evaluate(press) for button in buttons))

        for page in (ana, beto):
            await expect(_row(page, number)).to_contain_text(re.compile("MIO|TOMADO"))
            await expect(_row(page, number).get_by_role("button", name="Tomar")).to_have_count(0)
        mine = [await _row(page, number).get_by_text("MIO").count() for page in (ana, beto)]
        if answers.count(409):
            slower = (ana, beto)[mine.index(0)]
            await expect(slower.get_by_role("alert")).to_contain_text("fue más rápido")
        assert sorted(mine) == [0, 1]
        assert answers.count(200) == 1


async def test_what_strangers_write_is_text(
    desk: Desk, web: Web, doors: dict[str, str], operators: list[str]
) -> None:
    """Markup, scripts and signs that turn the text around: shown, never run."""
    inquiry = {
        "external_id": f"web-{uuid4()}",
        "reason": "information",
        "text": HOSTILE * 50,
        "national_id": "30111222",
        "name": HOSTILE,
        "city": HOSTILE,
    }
    async with desk(operators[0], path="contacts/inquiries") as page:
        assert (await web.send("POST", doors["inquiries"], json=inquiry)).status == 202
        row = page.get_by_role("row").filter(has_text="<img src=x")
        await _let_in_row(page, row.first)
        await row.first.click()
        await expect(page.get_by_role("article")).to_contain_text("<script>document.title")
        assert await page.title() != "run"
        assert await page.locator("#root img[src='x']").count() == 0


async def test_keys_alone_lead_from_the_list_to_the_end(
    desk: Desk, ring: Ring, operators: list[str]
) -> None:
    async with desk(operators[0]) as page:
        keys = page.keyboard
        await keys.press("g")
        await keys.press("s")
        await expect(page.get_by_role("heading", name="Llamadas s/ciudad")).to_be_visible()
        number = await ring()
        await _let_in(page, number)
        await keys.press("j")
        await expect(_row(page, number)).to_be_focused()
        await keys.press("t")
        await expect(_row(page, number)).to_contain_text("MIO")
        await expect(_row(page, number).get_by_role("button", name="Finalizar")).to_be_visible()
        await keys.press("f")
        await expect(page.get_by_label("Cómo terminó")).to_be_focused()
        # The letters of shortcuts are letters here.
        await keys.type("tdf? listo")
        await expect(page.get_by_label("Cómo terminó")).to_have_value("tdf? listo")
        await keys.press("Control+Enter")
        await expect(_row(page, number)).to_contain_text("CERRADO")
        await keys.press("?")
        await expect(page.get_by_role("dialog")).to_contain_text("Atajos de teclado")
        await keys.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    ("role", "screens"), [("operator", 5), ("supervisor", 5), ("technician", 0)]
)
async def test_each_role_sees_its_own_navigation(desk: Desk, role: str, screens: int) -> None:
    """B04, B05, E60."""
    login = next(each.login for each in accounts() if each.role == role)
    async with desk(login) as page:
        await expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(screens)
        if not screens:
            await expect(page.get_by_role("main")).to_contain_text("Todavía no hay pantallas")


async def test_a_session_that_ends_while_somebody_types_loses_nothing(
    desk: Desk, ring: Ring, operators: list[str], installation: Installation
) -> None:
    async with desk(operators[0], path="contacts/calls-without-city") as page:
        number = await ring()
        await _let_in(page, number)
        await _row(page, number).get_by_role("button", name="Tomar").click()
        await _row(page, number).get_by_role("button", name="Finalizar").click()
        outcome = page.get_by_label("Cómo terminó")
        await outcome.fill("A medio escribir")
        address = page.url
        await page.context.clear_cookies()
        await page.get_by_role("button", name="Finalizar contacto").click()
        again = page.get_by_role("dialog", name="La sesión terminó")
        await again.get_by_label("Contraseña", exact=True).fill(demo_password(installation.home))
        await again.get_by_role("button", name="Entrar").click()
        await expect(again).to_have_count(0)
        await expect(outcome).to_have_value("A medio escribir")
        assert page.url == address
        await page.get_by_role("button", name="Finalizar contacto").click()
        await expect(_row(page, number)).to_contain_text("CERRADO")


async def test_a_wrong_password_is_said_and_what_was_typed_stays(
    chromium: Browser, installation: Installation
) -> None:
    page = await chromium.new_page(base_url=installation.gateway)
    await page.goto("/console/contacts/chats")
    await page.get_by_label("Usuario").fill("nobody-at-all")
    await page.get_by_label("Contraseña", exact=True).fill("wrong")
    await page.get_by_role("button", name="Entrar").click()
    await expect(page.get_by_role("alert")).to_contain_text("no coinciden", timeout=PATIENCE)
    await expect(page.get_by_label("Usuario")).to_have_value("nobody-at-all")
    await expect(page.get_by_label("Contraseña", exact=True)).to_be_focused()
    assert await _findings(page) == []
    await page.close()


async def test_offline_is_said_and_passes_by_itself(desk: Desk, operators: list[str]) -> None:
    async with desk(operators[0], path="contacts/calls") as page:
        await page.context.set_offline(True)
        await expect(page.get_by_text("Sin conexión. Lo escrito")).to_be_visible()
        await page.context.set_offline(False)
        await expect(page.get_by_text("Sin conexión. Lo escrito")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_nothing_stands_in_the_way_of_anybody(
    desk: Desk,
    ring: Ring,
    operators: list[str],
    theme: Literal["light", "dark"],
    pictures: Path | None,
) -> None:
    """WCAG 2.2 AA as far as axe can see it; and a narrow window needs no sideways scroll."""
    async with desk(operators[0], path="contacts/calls") as page:
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        await expect(page.get_by_role("heading", name="Llamadas")).to_be_visible()
        assert await _findings(page) == []
        await _picture(page, pictures, f"calls-{theme}")
        number = await ring()
        await page.goto("/console/contacts/calls-without-city")
        await _let_in(page, number)
        await _row(page, number).get_by_role("button", name="Tomar").click()
        await expect(_row(page, number)).to_contain_text("MIO")
        await _row(page, number).get_by_role("button", name="Finalizar").click()
        await expect(page.get_by_label("Cómo terminó")).to_be_visible()
        assert await _findings(page) == []
        await _picture(page, pictures, f"attention-{theme}")
        await page.set_viewport_size({"width": 360, "height": 740})
        across = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(across) == 0
        await page.get_by_role("button", name="Volver a la lista").click()
        await expect(_row(page, number)).to_be_visible()
        assert await page.evaluate(across) == 0
        await _picture(page, pictures, f"narrow-{theme}")


async def _findings(page: Page) -> list[str]:
    """What axe has to say; it is put beside the page's policy, not through it."""
    await page.evaluate(AXE.read_text())
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    said = await page.evaluate("tags => axe.run({runOnly: tags})", tags)
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in said["violations"]
        for node in each["nodes"]
    ]


async def _picture(page: Page, folder: Path | None, name: str) -> None:
    if folder is not None:
        await page.screenshot(path=folder / f"console-{name}.png", animations="disabled")


async def _let_in(page: Page, text: str) -> None:
    await _let_in_row(page, _row(page, text))


async def _let_in_row(page: Page, row: Locator) -> None:
    """New rows come by themselves, or wait behind a button where somebody is busy."""
    shown = page.get_by_role("button", name="Mostrar")
    await expect(row.or_(shown).first).to_be_visible(timeout=PATIENCE)
    if not await row.count():
        await shown.click()
    await expect(row).to_be_visible(timeout=PATIENCE)


def _row(page: Page, text: str) -> Locator:
    return page.get_by_role("row").filter(has_text=text)


def _note_take(answers: list[int], url: str, status: int) -> None:
    if url.endswith("/take"):
        answers.append(status)


def _note_policy(wrong: list[str], text: str) -> None:
    if "Content Security Policy" in text:
        wrong.append(text)


def _note_stranger(wrong: list[str], url: str, own: str) -> None:
    if not url.startswith((f"{own}/", "data:")):
        wrong.append(f"asked a stranger: {url}")
