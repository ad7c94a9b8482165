"""Who called in vain is called back, by whoever comes first to it."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.e2e.console_page import fill_and_reload, findings, meddle

from local_stack.demo.api import Person, Web
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
LIST = "/api/v1/contacts/call-backs"
QUEUES = "/api/v1/contacts/queues"


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


@asynccontextmanager
async def called_at_once(admin: Person) -> AsyncIterator[None]:
    """Whoever calls in vain is to be called at once, and not after some minutes."""
    queues = (await admin.get(QUEUES)).expect("queues")["items"]
    (before,) = (each["queue"] for each in queues if each["queue"]["code"] == "general")
    body = {name: value for name, value in before.items() if name not in ("code", "version")}
    path, version = f"{QUEUES}/general", before["version"]
    await meddle(admin, "PUT", path, version, body | {"call_back_minutes": 0})
    yield
    await meddle(admin, "PUT", path, version + 1, body)


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

        note = gone.get_by_label("Nota para quien siga")
        await fill_and_reload(note, "Pide que se lo llame")
        await reached(cast.operators[0], other)
        await item.get_by_label("Nota para quien siga").fill("Contestador")
        async with page.expect_request("**/attempts") as tried:
            await item.get_by_role("button", name="No contestó").click()
        assert await (await tried.value).header_value("Idempotency-Key")
        await expect(item).to_contain_text("Un intento, el último: No contestó")
        await expect(item).to_contain_text("Contestador")
        await expect(note).to_have_value("Pide que se lo llame")
        await gone.get_by_role("button", name="Atendió").click()
        await expect(page.get_by_text("alguien la atendió antes")).to_be_visible()
        await expect(gone).to_have_count(0)

        await item.get_by_role("button", name="Atendió").click()
        await expect(item).to_have_count(0)
        await page.get_by_label("Estado").select_option("Realizadas")
        await expect(item).to_contain_text("2 intentos, el último: Atendió")
        await expect(item.get_by_role("button")).to_have_count(0)
        assert await findings(page) == []


async def test_how_many_are_to_be_called_stands_beside_the_lists(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast, admin: Person
) -> None:
    """C04, C16: and who should have been called by now stands out; both follow what happens."""
    operator = cast.operators[0]

    async def counted() -> dict[str, int]:
        counts = (await operator.get("/api/v1/contacts/counts")).expect("counts")
        found: dict[str, int] = counts["call_backs"]
        return found

    phone, before = f"+54935{uuid4().int % 10**8:08d}", await counted()
    assert before["overdue"] == 0
    async with desk(cast.operators[1].login, path="contacts/chats") as page:
        place = page.get_by_role("link", name="Rellamadas")
        async with called_at_once(admin):
            await missed(web, doors["calls"], phone)
        await expect(place).to_contain_text("1 vencida")
        await expect(place).to_contain_text(f"{before['open'] + 1} por llamar")
        assert await findings(page) == []
        await place.click()
        item = page.get_by_role("listitem").filter(has_text=phone)
        await expect(item).to_contain_text("Vencida: llamar ya")
        await item.get_by_role("button", name="Atendió").click()
        await expect(item).to_have_count(0)
        await expect(place).not_to_contain_text("vencida")
    assert await counted() == before


async def test_which_of_them_are_listed_is_in_the_address(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """C04: kept by a reload, by the way back, and by whoever is sent the link."""
    phone = f"+54935{uuid4().int % 10**8:08d}"
    await missed(web, doors["calls"], phone)
    await reached(cast.operators[0], phone)
    async with desk(cast.operators[1].login, path="call-backs") as page:
        item = page.get_by_role("listitem").filter(has_text=phone)
        which = page.get_by_label("Estado")
        await which.focus()
        await which.select_option("Realizadas")
        await expect(item).to_be_visible()
        await expect(which).to_be_focused()
        assert page.url.endswith("/call-backs?state=done")
        await page.reload()
        await expect(item).to_be_visible()
        await expect(which).to_have_value("done")

        await item.get_by_role("link", name="Ver el contacto").click()
        await expect(page.get_by_role("article")).to_contain_text(phone)
        # The list that is left holds the number as well, and is there a moment longer.
        await expect(page).to_have_url(re.compile("/contacts/calls-without-city/"))
        await page.go_back()
        await expect(which).to_have_value("done")
        await expect(item).to_be_visible()
        await page.get_by_role("link", name="Rellamadas").click()
        await expect(which).to_have_value("open")
