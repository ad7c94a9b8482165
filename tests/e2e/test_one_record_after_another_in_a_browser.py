"""The pages of tickets: what is begun on each is its own, and done it leaves the keyboard there."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

from playwright.async_api import Locator, Page, Route, expect
from tests.e2e.console_page import findings

from local_stack.demo.api import Person
from local_stack.demo.installation import Installation

Desk = Callable[..., AbstractAsyncContextManager[Page]]
COMMENT = "Escribir un comentario"


async def a_ticket(who: Person) -> dict[str, str]:
    """One that nobody has, of a title nothing else has; its id and title."""
    title = f"Sin señal {uuid4().hex[:8]}"
    about = {"area": "support", "category": "no-connection"}
    body = {**about, "title": title, "description": "Ruido en la línea"}
    ticket = (await who.post("/api/v1/tickets", body)).expect("a ticket")
    return {"id": ticket["id"], "title": title}


async def go_to(page: Page, ticket: dict[str, str]) -> None:
    """As people do who never leave the keyboard."""
    await page.keyboard.press("Control+k")
    await page.get_by_role("combobox", name="Buscar cliente").fill(ticket["title"])
    found = page.get_by_role("listbox").get_by_role("option", selected=True)
    await expect(found).to_contain_text(ticket["title"])
    await page.keyboard.press("Enter")
    await shows(page, ticket)


async def shows(page: Page, ticket: dict[str, str]) -> None:
    await expect(page.get_by_role("heading", level=1)).to_contain_text(ticket["title"])


def fields(page: Page) -> tuple[Locator, Locator]:
    form = page.get_by_role("form", name=COMMENT)
    return form.get_by_label("Comentario", exact=True), form.get_by_label("Quién lo ve")


async def test_what_is_begun_on_one_ticket_neither_stands_nor_is_sent_on_another(
    desk: Desk, installation: Installation, admin: Person
) -> None:
    """A13, B48: each draft is kept for its own ticket, also where both pages are known already."""
    one, other = await a_ticket(admin), await a_ticket(admin)
    password = installation.secret("admin-password")
    async with desk("admin", password=password, path=f"tickets/{one['id']}") as page:
        await shows(page, one)
        await go_to(page, other)
        begin, (text, whom) = page.get_by_role("button", name=COMMENT), fields(page)
        await begin.click()
        await text.fill("Para el cliente del otro")
        await whom.select_option("También el cliente")

        await page.go_back()
        await shows(page, one)
        await expect(text).to_have_count(0)
        await begin.click()
        await expect(text).to_have_value("")
        await expect(whom).to_have_value("internal")
        await text.fill("Para el equipo del primero")

        await go_to(page, other)
        await expect(text).to_have_count(0)
        await begin.click()
        await expect(text).to_have_value("Para el cliente del otro")
        await expect(whom).to_have_value("public")
        await page.get_by_role("button", name="Agregar", exact=True).click()
        lines = page.get_by_role("region", name="Bitácora").get_by_role("listitem")
        await expect(lines.filter(has_text="Para el cliente del otro")).to_have_count(1)

        await go_to(page, one)
        await expect(lines.filter(has_text="Registro")).to_have_count(1)
        await expect(lines.filter(has_text="Para el cliente")).to_have_count(0)
        await begin.click()
        await expect(text).to_have_value("Para el equipo del primero")


async def test_whoever_did_something_to_a_ticket_goes_on_from_there_by_keyboard(
    desk: Desk, installation: Installation, admin: Person
) -> None:
    """A02, A13: the focus stays at what can be done; of a ticket that is another's now nothing more
    is offered, and of one that was read before and cannot be read again that is said."""
    ticket = await a_ticket(admin)
    password = installation.secret("admin-password")
    async with desk("admin", password=password, path=f"tickets/{ticket['id']}") as page:
        place = page.get_by_role("region", name="Qué se puede hacer")
        await page.get_by_role("button", name=COMMENT).click()
        text, _ = fields(page)
        await text.fill("Se llama mañana")
        await page.get_by_role("button", name="Agregar", exact=True).click()
        await expect(place).to_be_focused()
        assert await findings(page) == []

        await page.route(f"**/api/v1/tickets/{ticket['id']}", broken)
        await page.get_by_role("button", name=COMMENT).click()
        await text.fill("Se llamó")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(place).to_be_focused()
        alert = page.get_by_role("article").get_by_role("alert")
        await expect(alert).to_contain_text("No se pudo actualizar esta página.")
        await expect(place).to_be_visible()
        await page.unroute(f"**/api/v1/tickets/{ticket['id']}")
        await alert.get_by_role("button", name="Reintentar").click()
        await expect(alert).to_have_count(0)
        await expect(page.get_by_role("region", name="Bitácora")).to_contain_text("Se llamó")

        await page.route(f"**/api/v1/tickets/{ticket['id']}", gone)
        await page.get_by_role("button", name="Derivar a otra área").click()
        await page.get_by_role("button", name="Derivar", exact=True).click()
        await expect(alert).to_contain_text("No existe o no es visible para este usuario")
        await expect(place).to_have_count(0)
        await shows(page, ticket)
        assert await findings(page) == []


async def broken(route: Route) -> None:
    await route.fulfill(status=500)


async def gone(route: Route) -> None:
    await route.fulfill(status=404)
