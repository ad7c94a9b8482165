"""Who called in vain is called back, by whoever comes first to it."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.e2e.console_page import findings

from local_stack.demo.api import Person, Web
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
LIST = "/api/v1/contacts/call-backs"


async def missed(web: Web, door: str, phone: str) -> None:
    """Somebody calls, and hangs up before anybody answers."""
    call = {"callId": f"back-{uuid4()}", "from": phone}
    for said in ({"event": "newCall"}, {"event": "hangup", "cause": "cancel"}):
        (await web.send("POST", door, json=call | said)).expect("a call")


async def reached(operator: Person, phone: str) -> None:
    """Somebody else is quicker."""
    rows = [row async for row in operator.pages(LIST)]
    (call_back,) = (row for row in rows if row["phone"] == phone)
    body = {"outcome": "reached"}
    (await operator.post(f"{LIST}/{call_back['id']}/attempts", body)).expect("reach")


async def test_who_called_in_vain_is_called_until_somebody_reaches_them(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """C04: one entry of a phone; what was tried is there for whoever goes on; nobody calls whom
    another has reached, and what is being written stays."""
    one, other = (f"+54935{uuid4().int % 10**8:08d}" for _ in range(2))
    for phone in (one, one, other):
        await missed(web, doors["calls"], phone)
    async with desk(cast.operators[1].login, width=360) as page:
        await page.get_by_role("link", name="Rellamadas").click()
        item = page.get_by_role("listitem").filter(has_text=one)
        gone = page.get_by_role("listitem").filter(has_text=other)
        await expect(item).to_contain_text("2 llamadas perdidas")
        await expect(item.get_by_role("link", name=one)).to_have_attribute("href", f"tel:{one}")
        await expect(item).to_contain_text("Llamar desde")
        assert await findings(page) == []

        await gone.get_by_label("Nota para quien siga").fill("Pide que se lo llame")
        await reached(cast.operators[0], other)
        await item.get_by_label("Nota para quien siga").fill("Contestador")
        await item.get_by_role("button", name="No contestó").click()
        await expect(item).to_contain_text("Un intento, el último: No contestó")
        await expect(item).to_contain_text("Contestador")
        await expect(gone.get_by_label("Nota para quien siga")).to_have_value(
            "Pide que se lo llame"
        )
        await gone.get_by_role("button", name="Atendió").click()
        await expect(page.get_by_text("alguien la atendió antes")).to_be_visible()
        await expect(gone).to_have_count(0)

        await item.get_by_role("button", name="Atendió").click()
        await expect(item).to_have_count(0)
        await page.get_by_label("Estado").select_option("Realizadas")
        await expect(item).to_contain_text("2 intentos, el último: Atendió")
        await expect(item.get_by_role("button")).to_have_count(0)
        assert await findings(page) == []
