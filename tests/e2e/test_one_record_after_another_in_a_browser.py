"""The page of one ticket, and then that of another: what was begun on each is its own."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

from playwright.async_api import Locator, Page, expect

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
