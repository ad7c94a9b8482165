"""Whom the desk hears, and what taking does, as the administration says it: in real browsers."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect
from tests.e2e.administration_page import open_section
from tests.e2e.console_page import findings, let_in, let_in_row, meddle, row_of
from tests.e2e.test_derive import customer, see

from local_stack.demo.api import Person, Web
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Office = Callable[[str], AbstractAsyncContextManager[Page]]
Call = Callable[..., Awaitable[Any]]

RULES = "/api/v1/contacts/channels"


@pytest.fixture
def call(web: Web, doors: dict[str, str]) -> Call:
    """It rings; what became of it."""

    async def ring(number: str, **more: str) -> Any:
        body = {"event": "newCall", "callId": f"web-{uuid4()}", "from": number, **more}
        return (await web.send("POST", doors["calls"], json=body)).expect("a call")

    return ring


async def test_whom_nobody_hears_and_what_taking_does_hold_at_once(
    desk: Desk, office: Office, call: Call, admin: Person, cast: Cast
) -> None:
    """I06, I02, X18: an ignored phone rings for nobody; one more call joins the ticket there is."""
    national_id = await customer(admin, cast.operators[1])
    rung = await call(a_number(), dni=national_id)
    first = f"/api/v1/contacts/{rung['contact_id']}"
    (await cast.operators[1].post(f"{first}/take")).expect("taken")
    async with (
        desk(cast.operators[0].login, path="contacts/calls-without-city") as floor,
        office("ignored/new") as page,
    ):
        await page.emulate_media(color_scheme="dark")
        number = a_number()
        await page.get_by_label("Cuál").fill(f" {number[:6]} ({number[6:]}) ")
        await page.get_by_label("Por qué").fill("Molesta de noche")
        assert await findings(page) == []
        await page.get_by_role("button", name="Ignorar a alguien").last.click()
        row = page.get_by_role("row").filter(has_text=number)
        await expect(row).to_contain_text("Molesta de noche")
        assert (await call(number))["state"] == "closed"
        assert await findings(page) == []
        await row.get_by_role("button", name="Volver a oír").click()
        await expect(row).to_have_count(0)
        await call(number)
        waiting = floor.get_by_role("button", name="Tomar")
        await let_in_row(floor, row_of(floor, number).filter(has=waiting))

        await open_section(page, "Al tomar")
        of_calls = page.get_by_role("row").filter(has_text="Llamada").get_by_role("combobox")
        await of_calls.select_option("append")
        await expect(page.get_by_role("status").last).to_contain_text("guardado")
        await page.get_by_role("button", name="Deshacer").last.click()
        await expect(of_calls).to_have_value("new")
        before = await saved(admin, "new")
        body = {"existing_work": "ask", "requires_attention_context": True}
        await meddle(admin, "PUT", f"{RULES}/call", before["version"], body)
        await of_calls.select_option("append")
        await expect(page.get_by_role("alert")).to_contain_text("Alguien lo cambió antes")
        await expect(of_calls).to_have_value("ask")
        await of_calls.select_option("append")
        await saved(admin, "append")
        await expect(of_calls).to_have_value("append")
        assert await findings(page) == []

        await floor.goto("/console/contacts/calls")
        around = (await see(cast.operators[1], first, has_pending))["around"]
        again = a_number()
        await call(again, dni=national_id)
        await let_in(floor, again)
        await row_of(floor, again).get_by_role("button", name="Tomar").click()
        await row_of(floor, again).click()
        joined = floor.get_by_role("article").get_by_text(
            f"Ticket {around['tickets'][0]['number']}"
        )
        await expect(joined.first).to_be_visible()
        # As fast as the arrows of a keyboard: the last one holds.
        await of_calls.select_option("ask")
        await of_calls.select_option("new")
        await saved(admin, "new")
        await expect(of_calls).to_have_value("new")


def a_number() -> str:
    """A phone that nobody has called from."""
    return f"+54935{uuid4().int % 10**8:08d}"


async def saved(admin: Person, existing_work: str) -> Any:
    """The rule of calls as soon as it says so; the page shows what is chosen before."""
    return rule_of_calls(
        await see(admin, RULES, lambda body: rule_of_calls(body)["existing_work"] == existing_work)
    )


def rule_of_calls(body: Any) -> Any:
    [rule] = [each for each in body["items"] if each["code"] == "call"]
    return rule


def has_pending(body: Any) -> bool:
    """Whether the desk knows of the ticket that the next call may join."""
    return any(each["is_pending"] for each in body["around"]["tickets"])
