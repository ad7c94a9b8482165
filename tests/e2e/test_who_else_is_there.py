"""Who else looks at a contact, or writes in it: shown in the lists of other browsers."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from playwright.async_api import Locator, Page, expect
from tests.e2e.attending_page import attend, hand_over_chat
from tests.e2e.console_page import findings, keep_picture, let_in, row_of

from local_stack.demo.api import Web
from local_stack.demo.data.accounts import accounts

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]

LEASE = 45_000


def sign_in_row(page: Page, text: str) -> Locator:
    return row_of(page, text).locator("[data-sign]")


def name_of(login: str) -> str:
    return next(each.name for each in accounts() if each.login == login)


async def order_of(page: Page) -> list[str]:
    """The contacts of the list, as they are listed."""
    ids: list[str] = await page.locator("[data-contact]").evaluate_all(
        "rows => rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map(r => r.dataset.contact)"
    )
    return ids


async def test_a_row_shows_who_else_is_at_its_contact_and_writes_in_it(
    desk: Desk, web: Web, doors: dict[str, str], operators: list[str], pictures: Path | None
) -> None:
    """R05: comes and goes by itself, in its own row, and is there again after a reload."""
    quiet = await hand_over_chat(web, doors["chats"])
    busy = await hand_over_chat(web, doors["chats"])
    name = name_of(operators[0])
    async with desk(operators[1], path="contacts/chats") as watching:
        await let_in(watching, busy)
        await let_in(watching, quiet)
        before = await order_of(watching)
        async with desk(operators[0], path="contacts/chats") as page:
            await attend(page, busy)
            sign = sign_in_row(watching, busy)
            await expect(sign).to_contain_text(name)
            await expect(sign).to_have_attribute("data-sign", "viewing")
            await expect(sign_in_row(watching, quiet)).to_have_count(0)
            await expect(page.locator("[data-sign]")).to_have_count(0)

            await page.get_by_label("Respuesta").press_sequentially("Buen día, ")
            await expect(sign).to_have_attribute("data-sign", "typing")
            await expect(sign).to_contain_text("Escribiendo ahora:")
            await expect(sign).to_contain_text("escribe")
            await keep_picture(watching, pictures, "signs")
            assert await findings(watching) == []
            assert await order_of(watching) == before
            # Beside another contact the list is cards.
            await row_of(watching, quiet).click()
            await expect(sign).to_be_visible()
            await watching.keyboard.press("Escape")

            await expect(sign).to_have_attribute("data-sign", "viewing")
            await watching.reload()
            await expect(sign).to_contain_text(name)

            await page.get_by_role("button", name="Volver a la lista").click()
            await expect(sign).to_have_count(0)
            await row_of(page, busy).click()
            await expect(sign).to_contain_text(name)
        await expect(sign).to_have_count(0, timeout=LEASE)
        assert await order_of(watching) == before


async def test_of_a_call_whatever_is_written_is_seen(
    desk: Desk, ring: Ring, operators: list[str]
) -> None:
    """R05: there is no customer to type to, and two may still write the same."""
    number = await ring()
    async with (
        desk(operators[0], path="contacts/calls-without-city") as page,
        desk(operators[1], path="contacts/calls-without-city") as watching,
    ):
        await attend(page, number)
        await let_in(watching, number)
        sign = sign_in_row(watching, number)
        await expect(sign).to_have_attribute("data-sign", "viewing")

        await page.get_by_label("Cómo terminó").press_sequentially("Se reinició el equipo")

        await expect(sign).to_have_attribute("data-sign", "typing")
