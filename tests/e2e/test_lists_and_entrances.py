"""The lists as they are on paper and at 200 %, the sheet of keys, and ways in."""

import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, Page, Route, expect
from tests.e2e.attending_page import attend, hand_over_chat
from tests.e2e.console_page import findings, let_in, press_after_the_session, row_of, sign_in

from local_stack.demo.api import Web
from local_stack.demo.installation import Installation
from local_stack.demo.passwords import demo_password

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]

ANSWER = "**/api/v1/session/single-sign-on/answer"
# How much wider the table is than what is to be seen of it.
BEYOND = """
part => {
  let around = part;
  while (getComputedStyle(around).overflowX !== "auto") around = around.parentElement;
  return around.scrollWidth - around.clientWidth;
}
"""
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def problem(status: int, code: str, **facts: Any) -> dict[str, Any]:
    """What a service answers that refuses."""
    headers = {"Retry-After": "6"} if status == 429 else {}
    body = {"status": status, "code": code, "detail": "Why.", **facts}
    return {"status": status, "headers": headers, "json": body}


async def test_whoever_comes_from_the_provider_is_told_why_and_led_on(
    chromium: Browser, installation: Installation
) -> None:
    """B63: a second factor is set up on the way; what passes is tried again, at its time."""
    answers = [
        problem(429, "slow-down"),
        None,
        problem(401, "second-factor-set-up-required", secret="ABCD EFGH", address="otpauth://x"),
        problem(401, "wrong-code"),
        {"json": {"account": {}, "expires_in": 900, "recovery_codes": ["uno-dos-tres"]}},
    ]
    asked: list[Any] = []

    async def answer(route: Route) -> None:
        asked.append(route.request.post_data_json)
        said = answers[len(asked) - 1]
        await (route.abort() if said is None else route.fulfill(**said))

    page = await chromium.new_page(base_url=installation.gateway)
    await page.route(ANSWER, answer)
    await page.goto("/console/sign-on?state=s&code=c")
    alert, retry = page.get_by_role("alert"), page.get_by_role("button", name="Reintentar")
    await expect(alert).to_contain_text("Demasiados intentos")
    await retry.click()
    await expect(alert).to_contain_text("No se pudo hablar con Tero")
    assert await findings(page) == []
    await retry.click()
    await expect(page.get_by_text("ABCD EFGH")).to_be_visible()
    code = page.get_by_label("Código de la aplicación")
    await expect(code).to_be_focused()
    await code.fill("123 456")
    await page.keyboard.press("Enter")
    await expect(alert).to_contain_text("El código no es válido")
    assert await findings(page) == []
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("uno-dos-tres")).to_be_visible()
    await page.get_by_role("button", name="Los guardé").click()
    await expect(page.get_by_label("Usuario")).to_be_visible()
    back = {"state": "s", "code": "c"}
    assert asked == [back] * 3 + [back | {"second_factor": "123456"}] * 2

    await page.unroute(ANSWER)
    await page.goto("/console/sign-on?state=s&code=c")
    await expect(alert).to_be_visible()
    await expect(page.get_by_role("link", name="Volver a entrar")).to_be_visible()
    await page.close()


async def test_somebody_else_on_the_same_page_begins_anew(
    desk: Desk, ring: Ring, operators: list[str], installation: Installation
) -> None:
    """B16: nothing of the one before is shown, or sent, as theirs; and that one loses nothing."""
    password = demo_password(installation.home)
    async with desk(operators[0], path="contacts/calls-without-city") as page:
        # What the service has of a draft, others may read: this one stays on the machine.
        await page.route("**/draft", lambda route: route.fulfill(**problem(503, "unavailable")))
        number = await ring()
        await let_in(page, number)
        await row_of(page, number).get_by_role("button", name="Tomar").click()
        await row_of(page, number).get_by_role("button", name="Finalizar").click()
        outcome = page.get_by_label("Cómo terminó")
        await outcome.fill("Lo que Ana escribía")
        address = page.url.partition("#")[0]
        await press_after_the_session(page, "Finalizar contacto")
        again = page.get_by_role("dialog", name="La sesión terminó")
        await again.get_by_label("Usuario").fill(operators[1])
        await again.get_by_label("Contraseña", exact=True).fill(password)
        await again.get_by_role("button", name="Entrar").click()
        await expect(page).to_have_url(re.compile("/contacts/calls$"))
        await expect(page.get_by_role("heading", name="Llamadas")).to_be_visible()
        await page.goto(address)
        await expect(page.get_by_text("Lo atiende").first).to_be_visible()
        await expect(page.get_by_text("Lo que Ana escribía")).to_have_count(0)
        await page.get_by_role("button", name="Preferencias y sesión").click()
        await page.get_by_role("menuitem", name="Cerrar sesión").click()
        await sign_in(page, operators[0], password)
        await page.goto(f"{address}#finish")
        await expect(outcome).to_have_value("Lo que Ana escribía")


async def test_a_list_hides_nothing_behind_its_buttons_on_a_laptop(
    desk: Desk, web: Web, doors: dict[str, str], operators: list[str]
) -> None:
    """C05-C21, C44, C57: every column can be seen at 1366 points, less those of a scroll bar."""
    call = {"event": "newCall", "callId": f"wide-{uuid4()}", "from": "+543415550001"}
    answer = await web.send("POST", doors["calls"], json={**call, "nationalId": "30111222"})
    assert answer.status == 202, answer
    async with desk(operators[0], width=1350, path="contacts/chats") as page:
        await attend(page, await hand_over_chat(web, doors["chats"]))
        for screen in ("calls", "chats", "mine"):
            await page.goto(f"/console/contacts/{screen}")
            actions = page.get_by_role("columnheader", name="Acciones")
            await expect(actions).to_be_visible()
            assert await actions.evaluate(BEYOND) == 0, screen


async def test_a_telephone_shows_whole_whether_the_desk_is_live(
    desk: Desk, operators: list[str]
) -> None:
    """C60: the sign has room for its one letter, and no more."""
    async with desk(operators[0], width=390) as page:
        sign = page.locator("[data-connection=live]")
        await expect(sign).to_be_visible()
        assert await sign.evaluate("sign => sign.getBoundingClientRect().width") == 14
        assert await page.evaluate(ACROSS) == 0


async def test_a_list_is_whole_on_paper_and_legible_at_any_size(
    desk: Desk, ring: Ring, operators: list[str]
) -> None:
    """WCAG 1.4.10 and 1.4.4: at 200 % and in 320 points; on paper, columns and nothing to press."""
    async with desk(operators[0], path="contacts/calls-without-city") as page:
        number = await ring()
        await let_in(page, number)
        shown = page.get_by_role("row").filter(has_not=page.get_by_role("columnheader"))
        on_screen = await shown.count()
        await page.emulate_media(media="print")
        await expect(page.get_by_role("navigation")).to_have_count(0)
        await expect(row_of(page, number)).to_be_visible()
        assert await shown.count() >= on_screen
        await expect(page.get_by_role("columnheader", name="Teléfono")).to_be_visible()
        await expect(page.get_by_role("button", name="Tomar")).to_have_count(0)
        assert await page.evaluate(ACROSS) == 0
        await page.emulate_media(media="screen")
        for width, height in ((720, 400), (320, 512)):
            await page.set_viewport_size({"width": width, "height": height})
            await expect(row_of(page, number)).to_be_in_viewport()
            assert await page.evaluate(ACROSS) == 0
            assert await findings(page) == []
        await page.keyboard.press("?")
        sheet = page.get_by_role("dialog", name="Atajos de teclado")
        await expect(sheet).to_contain_text("Derivar a un área")
        await expect(sheet).to_contain_text("Buscar e ir")
        await expect(sheet).not_to_contain_text("Administración")
        assert await findings(page) == []
