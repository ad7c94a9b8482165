"""What is around every workplace: the command bar, duty, saved views, and the way in by letter."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

from playwright.async_api import Browser, Page, Route, expect
from tests.e2e.console_page import findings, let_in, row_of, sign_in
from tests.e2e.letters import letter_with

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.data.customers import customers
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]

LINK = re.compile(r"/set-password/#token=[\w-]{43}")
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def test_the_bar_finds_anybody_and_each_source_fails_alone(desk: Desk, cast: Cast) -> None:
    wanted = customers(1)[0]
    title, who = f"Sin señal {uuid4().hex[:8]}", cast.operators[0]
    ticket = {"title": title, "description": "x", "area": "support", "category": "no-connection"}
    number = (await who.post("/api/v1/tickets", ticket)).expect("a ticket")["number"]
    async with desk(who.login, path="contacts/calls") as page:
        await page.route("**/api/v1/orders?*", lambda route: route.fulfill(status=500))
        await page.keyboard.press("Control+k")
        bar = page.get_by_role("combobox", name="Buscar cliente")
        await expect(bar).to_be_focused()
        chosen = page.get_by_role("listbox").get_by_role("option", selected=True)
        await bar.fill(wanted.number)
        await expect(page.get_by_role("option").filter(has_text=wanted.name).first).to_be_visible()
        assert await findings(page) == []
        await bar.fill(f"{number}")
        await expect(page.get_by_role("option").filter(has_text=title)).to_be_visible()
        failure = page.get_by_role("dialog").get_by_role("alert")
        await expect(failure).to_contain_text("Órdenes de servicio: no se pudo")
        await bar.fill(title)
        await expect(bar).to_have_attribute("aria-activedescendant", re.compile("-0$"))
        await expect(chosen).to_contain_text(title)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(title)
        assert await findings(page) == []
        await page.keyboard.press("Control+k")
        await bar.fill("ir chats")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Chats")).to_be_visible()
        await page.set_viewport_size({"width": 360, "height": 740})
        assert await page.evaluate(ACROSS) == 0


async def test_what_stands_out_in_the_bar_is_what_enter_opens(desk: Desk, cast: Cast) -> None:
    """However late others answer whose answers stand before it (B04)."""
    wanted, who, come = customers(1)[0], cast.operators[0], asyncio.Event()
    title = f"{wanted.name} {uuid4().hex[:8]}"
    ticket = {"title": title, "description": "x", "area": "support", "category": "no-connection"}
    (await who.post("/api/v1/tickets", ticket)).expect("a ticket")

    async def late(route: Route) -> None:
        await come.wait()
        await route.continue_()

    async with desk(who.login, path="tickets") as page:
        for others in ("customers", "contacts"):
            await page.route(f"**/api/v1/{others}?*", late)
        await page.keyboard.press("Control+k")
        await page.get_by_role("combobox", name="Buscar cliente").fill(wanted.name)
        chosen = page.get_by_role("listbox").get_by_role("option", selected=True)
        await expect(chosen).to_contain_text(title)
        come.set()
        found = page.get_by_role("group", name="Clientes").get_by_role("option")
        await expect(found.first).to_contain_text(wanted.name)
        await expect(chosen).to_contain_text(title)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(title)


async def test_duty_and_views_are_kept(desk: Desk, operators: list[str]) -> None:
    """I05, T14: who is on duty stays so; a question is asked again under its name."""
    name = f"Libres de Salta {uuid4().hex[:6]}"
    async with desk(operators[1], path="contacts/calls") as page:
        duty = page.get_by_label("Servicio", exact=True)
        await duty.select_option("on")
        await expect(duty).to_have_value("on")
        await page.get_by_role("combobox", name="Atención").select_option("free")
        await page.get_by_role("button", name="Más filtros").click()
        await page.get_by_label("Ciudad", exact=True).fill("Salta")
        await expect(page).to_have_url(re.compile("city=Salta"))
        await expect(page.get_by_text("· con estos filtros")).to_be_visible()
        assert await findings(page) == []
        await page.get_by_role("button", name="Vistas").click()
        await page.get_by_role("menuitem", name="Guardar o borrar").click()
        await page.get_by_label("Nombre de la vista").fill(name)
        assert await findings(page) == []
        await page.get_by_role("button", name="Guardar vista").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await page.get_by_role("button", name="Quitar filtros").first.click()
        await expect(page).not_to_have_url(re.compile("city="))
        await page.get_by_role("button", name="Vistas").click()
        await page.get_by_role("menuitem", name=name).click()
        await expect(page).to_have_url(re.compile("claim=free.*city=Salta"))
        await page.reload()
        await expect(duty).to_have_value("on")
        await expect(page.get_by_label("Ciudad", exact=True)).to_have_value("Salta")
        await duty.select_option("off")
        await expect(duty).to_have_value("off")


async def test_a_letter_leads_in_once(
    chromium: Browser, admin: Person, installation: Installation
) -> None:
    """Whoever is invited chooses a password by the letter's link, enters with it, and the link is
    worth nothing any more."""
    login = f"nuevo-{uuid4().hex[:8]}"
    account = {"login": login, "name": "Nueva Persona", "email": f"{login}@example.com"}
    invited = await admin.post("/api/v1/accounts", account | {"role": "operator"})
    assert invited.status == 201, invited.body
    link = await letter_to(account["email"], installation)
    page = await chromium.new_page(base_url=installation.gateway)
    await page.goto(link)
    password = page.get_by_label("Contraseña nueva", exact=True)
    await password.fill("una-clave-bien-larga")
    assert "token" not in page.url
    assert await findings(page) == []
    await page.get_by_role("button", name="Guardar").click()
    await page.get_by_role("link", name="Ir a entrar").click()
    await sign_in(page, login, "una-clave-bien-larga")
    await page.goto(link)
    await password.fill("otra-clave-bien-larga")
    await page.get_by_role("button", name="Guardar").click()
    await expect(page.get_by_role("alert")).to_contain_text("no sirve o ya venció")
    assert await findings(page) == []
    await page.get_by_label("Correo electrónico").fill(account["email"])
    await page.get_by_role("button", name="Enviar enlace").click()
    await expect(page.get_by_role("status")).to_contain_text("le llega un correo")
    await page.close()


async def test_a_permission_that_is_taken_away_loses_nothing(
    desk: Desk, ring: Ring, web: Web, admin: Person, cast: Cast
) -> None:
    """B16: the reason is said, what was typed stays, and with the permission back it is sent."""
    operator = cast.operators[2]
    rights = f"/api/v1/accounts/{operator.account_id}/permissions"

    async def refuse(*permissions: str) -> None:
        body = {"granted": [], "refused": list(permissions)}
        headers = {"Authorization": f"Bearer {admin.token}"}
        (await web.send("PUT", rights, headers=headers, json=body)).expect("permissions")

    async with desk(operator.login, path="contacts/calls-without-city") as page:
        number = await ring()
        await let_in(page, number)
        await row_of(page, number).get_by_role("button", name="Tomar").click()
        await row_of(page, number).get_by_role("button", name="Finalizar").click()
        outcome = page.get_by_label("Cómo terminó")
        await outcome.fill("A medio escribir")
        contact = f"/api/v1/contacts/{page.url.partition('#')[0].rpartition('/')[2]}"

        async def may_finish() -> bool:
            found = (await operator.get(contact)).expect("the contact")
            return "finish" in found["contact"]["allowed_actions"]

        async def may_not() -> bool:
            return not await may_finish()

        await refuse("contacts.finish")
        try:
            await until(may_not)
            finish = page.get_by_role("button", name="Finalizar contacto")
            # Whether or not the page knows already: who presses is told, or nothing happens.
            await finish.evaluate("button => button.click()")
            await expect(finish).to_be_disabled()
            await expect(outcome).to_have_value("A medio escribir")
        finally:
            await refuse()
        await until(may_finish)
        await page.reload()
        await expect(outcome).to_have_value("A medio escribir")
        await finish.click()
        await expect(row_of(page, number)).to_contain_text("CERRADO")


async def letter_to(email: str, installation: Installation) -> str:
    """The link of the newest letter to somebody, without its host."""
    letter = await letter_with(email, "/set-password/#token=", installation)
    found: str = LINK.findall(letter["text"])[0]
    return found
