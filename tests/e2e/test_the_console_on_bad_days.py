"""The console when something is in the way: sessions that end, lost networks, services that fail,
narrow windows."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect
from tests.e2e.attending_page import hand_over_chat
from tests.e2e.console_page import findings, keep_picture, let_in, press_after_the_session, row_of

from local_stack.demo.api import Web
from local_stack.demo.installation import Installation
from local_stack.demo.passwords import demo_password

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]


async def test_a_session_that_ends_while_somebody_types_loses_nothing(
    desk: Desk, ring: Ring, operators: list[str], installation: Installation
) -> None:
    async with desk(operators[0], path="contacts/calls-without-city") as page:
        number = await ring()
        await let_in(page, number)
        await row_of(page, number).get_by_role("button", name="Tomar").click()
        await row_of(page, number).get_by_role("button", name="Finalizar").click()
        outcome = page.get_by_label("Cómo terminó")
        await outcome.fill("A medio escribir")
        address = page.url
        await press_after_the_session(page, "Finalizar contacto")
        again = page.get_by_role("dialog", name="La sesión terminó")
        await again.get_by_label("Contraseña", exact=True).fill(demo_password(installation.home))
        await again.get_by_role("button", name="Entrar").click()
        await expect(again).to_have_count(0)
        await expect(outcome).to_have_value("A medio escribir")
        assert page.url == address
        await page.get_by_role("button", name="Finalizar contacto").click()
        await expect(row_of(page, number)).to_contain_text("CERRADO")


async def test_a_wrong_password_is_said_and_what_was_typed_stays(
    chromium: Browser, installation: Installation
) -> None:
    """P04: whether a provider leads in too may not be known: said, and asked again by whoever
    wants to."""
    page = await chromium.new_page(base_url=installation.gateway, locale="es-AR")
    await page.route("**/api/v1/session/single-sign-on", fail)
    await page.goto("/console/contacts/chats")
    unknown = page.get_by_role("status").filter(has_text="con un proveedor")
    await expect(unknown).to_be_visible()
    assert await findings(page) == []
    offer = {"enabled": True, "name": "Acme"}
    await page.route("**/api/v1/session/single-sign-on", lambda route: route.fulfill(json=offer))
    await unknown.get_by_role("button", name="Reintentar").click()
    await expect(page.get_by_role("button", name="Entrar con Acme")).to_be_visible()
    await expect(unknown).to_have_count(0)
    await page.get_by_label("Usuario").fill("nobody-at-all")
    await page.get_by_label("Contraseña", exact=True).fill("wrong")
    await page.get_by_role("button", name="Entrar", exact=True).click()
    await expect(page.get_by_role("alert")).to_contain_text("no coinciden")
    await expect(page.get_by_label("Usuario")).to_have_value("nobody-at-all")
    await expect(page.get_by_label("Contraseña", exact=True)).to_be_focused()
    assert await findings(page) == []
    await page.close()


async def test_offline_is_said_and_passes_by_itself(desk: Desk, operators: list[str]) -> None:
    async with desk(operators[0], path="contacts/calls") as page:
        await page.context.set_offline(True)
        await expect(page.get_by_text("Sin conexión. Lo escrito")).to_be_visible()
        await page.context.set_offline(False)
        await expect(page.get_by_text("Sin conexión. Lo escrito")).to_have_count(0)


async def test_what_failed_says_so_in_its_place_and_comes_back_with_all_that_was_typed(
    desk: Desk, web: Web, doors: dict[str, str], operators: list[str]
) -> None:
    """C22, C28, B63: a row while its answer is under way; a list, a record and a catalogue that
    fail, each by itself, and come back by its own button."""
    words = "Se cortó la luz"
    async with desk(operators[0], path="contacts/chats") as page:
        name = await hand_over_chat(web, doors["chats"])
        await let_in(page, name)
        await is_calm_until_it_is_answered(page, row_of(page, name))
        await row_of(page, name).get_by_role("button", name="Finalizar").click()
        outcome = page.get_by_label("Cómo terminó")
        await outcome.fill(words)

        failing = {"**/api/v1/contacts?*", "**/api/v1/contacts/*-*", "**/contacts/reasons*"}
        for each in failing:
            await page.route(each, fail)
        await page.reload()
        places = (page.get_by_role("region", name="Chats"), page.get_by_role("article"))
        for place in places:
            await expect(place.get_by_role("alert")).to_contain_text("Reintentar")
        assert await findings(page) == []
        for each in failing - {"**/contacts/reasons*"}:
            await page.unroute(each)
        for place in places:
            await place.get_by_role("button", name="Reintentar").click()
        await expect(row_of(page, name)).to_be_visible()
        await expect(outcome).to_have_value(words)

        await page.get_by_role("button", name="Más filtros").click()
        search = page.get_by_label("Buscar en la lista")
        await search.fill(name)
        told = page.get_by_role("alert").filter(has_text="No se pudieron traer los motivos")
        await expect(told).to_have_count(2)
        assert await findings(page) == []
        await page.unroute("**/contacts/reasons*")
        for _ in range(2):
            await told.first.get_by_role("button", name="Reintentar").click()
        await expect(told).to_have_count(0)
        await expect(page.locator("#contact-reason")).to_be_visible()
        await expect(search).to_have_value(name)
        await expect(outcome).to_have_value(words)


async def fail(route: Route) -> None:
    """Not a passing fault: nothing is asked for again before somebody wants it."""
    await route.fulfill(status=500)


async def is_calm_until_it_is_answered(page: Page, row: Locator) -> None:
    """Whose it will be is shown at once; what could be done stays in its place, held back."""
    answer = asyncio.Event()

    async def hold(route: Route) -> None:
        await answer.wait()
        await route.continue_()

    take = row.get_by_role("button", name="Tomar")
    await page.route("**/take", hold)
    before = await take.bounding_box()
    await take.click()
    await expect(row).to_contain_text("MIO")
    await expect(row).not_to_contain_text("Sin acciones")
    await expect(take).to_have_attribute("aria-busy", "true")
    await expect(take).to_be_disabled()
    await expect(row).to_be_focused()
    assert await take.bounding_box() == before
    answer.set()
    await expect(row.get_by_role("button", name="Devolver")).to_be_enabled()
    await expect(row).to_be_focused()
    await page.unroute("**/take")


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
        assert await findings(page) == []
        number = await ring()
        await page.goto("/console/contacts/calls-without-city")
        await let_in(page, number)
        await row_of(page, number).get_by_role("button", name="Tomar").click()
        await expect(row_of(page, number)).to_contain_text("MIO")
        await expect(row_of(page, number)).to_contain_text("Finalizar")
        await keep_picture(page, pictures, f"list-{theme}")
        await row_of(page, number).get_by_role("button", name="Finalizar").click()
        await expect(page.get_by_label("Cómo terminó")).to_be_visible()
        assert await findings(page) == []
        await keep_picture(page, pictures, f"attention-{theme}")
        await page.set_viewport_size({"width": 360, "height": 740})
        across = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(across) == 0
        await page.get_by_role("button", name="Volver a la lista").click()
        await expect(row_of(page, number)).to_be_visible()
        assert await page.evaluate(across) == 0
        await keep_picture(page, pictures, f"narrow-{theme}")
