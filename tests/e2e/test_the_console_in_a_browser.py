"""The desk in a real browser, through the gateway, on the whole of Tero."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect
from tests.e2e.console_page import let_in, let_in_row, row_of

from chassis_testing.waiting import until
from local_stack.demo.api import Web
from local_stack.demo.data.accounts import accounts

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]

HOSTILE = (
    "<img src=x onerror=\"document.title='run'\">\u202e" + "<script>document.title='run'</script>"
)


async def test_a_call_is_seen_taken_and_finished(
    desk: Desk, ring: Ring, operators: list[str]
) -> None:
    """C22, C31, C39, C51, C59, C60."""
    async with desk(operators[0], path="contacts/calls-without-city") as page:
        number = await ring()
        row = row_of(page, number)
        await let_in(page, number)
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
            await let_in(page, number)
            page.on("response", lambda answer: note_take(answers, answer.url, answer.status))
        # Both have decided before either can hear of the other.
        press = "button => setTimeout(() => button.click(), 500 - (Date.now() % 500))"
        buttons = [row_of(page, number).get_by_role("button", name="Tomar") for page in (ana, beto)]
        await asyncio.gather(*(button.evaluate(press) for button in buttons))

        for page in (ana, beto):
            await expect(row_of(page, number)).to_contain_text(re.compile("MIO|TOMADO"))
            await expect(row_of(page, number).get_by_role("button", name="Tomar")).to_have_count(0)
        mine: list[int] = []

        async def is_settled() -> bool:
            mine[:] = [
                await row_of(page, number).get_by_text("MIO").count() for page in (ana, beto)
            ]
            return sorted(mine) == [0, 1]

        # Both show it as theirs until they are answered.
        await until(is_settled)
        if answers.count(409):
            slower = (ana, beto)[mine.index(0)]
            await expect(slower.get_by_role("alert")).to_contain_text("fue más rápido")
        assert answers.count(200) == 1


async def test_what_strangers_write_is_text(
    desk: Desk, web: Web, doors: dict[str, str], operators: list[str]
) -> None:
    """Markup, scripts and signs that turn the text around: shown, never run."""
    mark = f"extraño {uuid4().hex[:12]}"
    inquiry = {
        "external_id": f"web-{uuid4()}",
        "reason": "information",
        "text": HOSTILE * 50,
        "national_id": "30111222",
        "name": f"{mark} {HOSTILE}",
        "city": HOSTILE,
    }
    async with desk(operators[0], path="contacts/inquiries") as page:
        assert (await web.send("POST", doors["inquiries"], json=inquiry)).status == 202
        row = page.get_by_role("row").filter(has_text=f"{mark} <img src=x")
        await let_in_row(page, row)
        await row.click()
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
        await let_in(page, number)
        await keys.press("j")
        await expect(row_of(page, number)).to_be_focused()
        await keys.press("t")
        await expect(row_of(page, number)).to_contain_text("MIO")
        await expect(row_of(page, number).get_by_role("button", name="Finalizar")).to_be_visible()
        await keys.press("f")
        await expect(page.get_by_label("Cómo terminó")).to_be_focused()
        # The letters of shortcuts are letters here.
        await keys.type("tdf? listo")
        await expect(page.get_by_label("Cómo terminó")).to_have_value("tdf? listo")
        await keys.press("Control+Enter")
        await expect(row_of(page, number)).to_contain_text("CERRADO")
        await keys.press("?")
        await expect(page.get_by_role("dialog")).to_contain_text("Atajos de teclado")
        await keys.press("Escape")
        await expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(
    ("role", "screens"), [("operator", 9), ("supervisor", 10), ("technician", 2)]
)
async def test_each_role_sees_its_own_navigation(desk: Desk, role: str, screens: int) -> None:
    """B04, B05, E60."""
    login = next(each.login for each in accounts() if each.role == role)
    async with desk(login) as page:
        await expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(screens)


def note_take(answers: list[int], url: str, status: int) -> None:
    if url.endswith("/take"):
        answers.append(status)
