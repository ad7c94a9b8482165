"""Every part of the administration: for everybody, in any window, and by keys alone."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from playwright.async_api import Page, expect
from tests.e2e.administration_page import open_section
from tests.e2e.console_page import findings, keep_picture

from local_stack.demo.installation import Installation

Desk = Callable[..., AbstractAsyncContextManager[Page]]

LISTS = (
    "Usuarios", "Áreas", "Motivos", "Respuestas", "Colas", "Operadores", "Al tomar", "Ignorados",
    "Correo apartado", "Horarios", "Feriados", "Canales", "Claves de API", "Importar clientes",
    "Cuarentena",
)  # fmt: skip
FORMS = (
    "accounts", "areas", "reasons", "replies", "queues", "ignored", "hours", "holidays", "channels",
    "api-keys", "import",
)  # fmt: skip
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def password(installation: Installation) -> str:
    """The first administrator's."""
    return installation.secret("admin-password")


async def test_nothing_stands_in_the_way_of_an_administrator_by_day(
    desk: Desk, password: str, operators: list[str], pictures: Path | None
) -> None:
    """WCAG 2.2 AA as far as axe can see it: every list, and one item; a page narrow or enlarged
    needs no sideways scroll."""
    async with desk("admin", password=password, path="administration") as page:
        await page.emulate_media(color_scheme="light", reduced_motion="reduce")
        for section in LISTS:
            await open_section(page, section)
            await expect(page.locator("main :is(table, p)").first).to_be_visible()
            assert await findings(page) == [], section
        await open_an_operator(page, operators[0], pictures, "light")
        await page.goto("/console/administration/reasons/complaint-technical")
        await expect(page.get_by_role("heading", level=2)).to_be_visible()
        await keep_picture(page, pictures, "administration-light")
        for width, height in ((900, 740), (720, 400), (360, 740), (320, 512)):
            await page.set_viewport_size({"width": width, "height": height})
            assert await page.evaluate(ACROSS) == 0, width
        await walk_the_sections(page)
        assert await page.evaluate(ACROSS) == 0


async def test_nothing_stands_in_the_way_of_an_administrator_by_night(
    desk: Desk, password: str, operators: list[str], pictures: Path | None
) -> None:
    """The same in the dark: every form, in a window so narrow that it is alone there."""
    async with desk("admin", password=password, path="administration", width=360) as page:
        await page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        for section in FORMS:
            await page.goto(f"/console/administration/{section}/new")
            await expect(page.get_by_role("heading", level=2)).to_be_visible()
            assert await findings(page) == [], section
            assert await page.evaluate(ACROSS) == 0, section
        await page.set_viewport_size({"width": 1440, "height": 800})
        await page.goto("/console/administration/accounts")
        await open_an_operator(page, operators[0], pictures, "dark")


async def open_an_operator(page: Page, login: str, pictures: Path | None, theme: str) -> None:
    """With the grid of what they may do; by keys, there and back."""
    await open_section(page, "Usuarios")
    await page.get_by_role("searchbox").fill(login)
    link = page.get_by_role("row").filter(has_text=login).get_by_role("link")
    await link.press("Enter")
    await expect(page.get_by_role("article")).to_be_focused()
    row = page.locator("tr[data-permission='contacts.finish']")
    await expect(row).to_be_visible()
    assert await findings(page) == []
    await row.scroll_into_view_if_needed()
    await keep_picture(page, pictures, f"permissions-{theme}")
    await page.get_by_role("button", name="Volver a la lista").press("Enter")
    await expect(link).to_be_focused()


async def walk_the_sections(page: Page) -> None:
    """In a narrow window, by keys alone; who chose one is not lost."""
    sections = page.get_by_role("navigation", name="Administración")
    button = sections.get_by_role("button")
    await expect(button).to_have_text("Sección Motivos")
    await button.press("Enter")
    await expect(sections.get_by_role("list", name="Calendario")).to_contain_text("Feriados")
    here = sections.get_by_role("link", name="Motivos")
    await expect(here).to_have_attribute("aria-current", "page")
    assert await findings(page) == []
    await here.press("ArrowDown")
    await expect(sections.get_by_role("link", name="Respuestas")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(here).to_be_hidden()
    await expect(button).to_be_focused()
    await page.keyboard.press("Enter")
    last = sections.get_by_role("link").last
    name = await last.inner_text()
    await here.press("End")
    await expect(last).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)
    await expect(button).to_be_focused()
    await expect(button).to_have_attribute("aria-expanded", "false")
    await page.keyboard.press("Control+k")
    await expect(page.get_by_role("combobox", name="Buscar cliente")).to_be_focused()
    await page.keyboard.type("colas")
    option = page.get_by_role("option", name="Ir a Administración / Colas")
    await expect(option).to_have_attribute("aria-selected", "true")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Colas")
