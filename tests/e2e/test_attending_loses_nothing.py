"""What is typed, chosen and sent while a contact is attended: it arrives, or it stays in sight."""

import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

from playwright.async_api import Locator, Page, expect
from tests.e2e.attending_page import attend, hand_over_chat, is_said
from tests.e2e.console_page import findings, row_of

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]

WIDER = "part => part.scrollWidth - part.clientWidth"
ACROSS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def test_a_reply_is_sent_from_anywhere_before_anybody_leaves_its_contact(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """B63, C47, R04: it goes when its contact is closed; until then nobody leaves it behind."""
    operator = cast.operators[0]
    async with desk(operator.login, path="contacts/chats") as page:
        name = await hand_over_chat(web, doors["chats"])
        contact_id = await attend(page, name)
        reply = page.get_by_label("Respuesta", exact=True)
        await page.context.set_offline(True)
        await reply.fill("Sale al volver")
        await reply.press("Enter")
        await expect(page.get_by_role("log")).to_contain_text("se envía solo")
        await reply.press("Escape")
        await page.keyboard.press("d")
        told = page.get_by_text("No todavía: sin conexión")
        await expect(told).to_be_visible()
        assert not await overlap(told, page.locator("article footer"))
        await page.get_by_role("button", name="Volver a la lista").click()
        await expect(page.get_by_role("article")).to_have_count(0)
        await page.context.set_offline(False)
        await until(lambda: is_said(cast.admin, contact_id, "Sale al volver"), seconds=60)

        await row_of(page, name).click()
        await insert_canned_reply(page, reply, operator)
        await page.keyboard.press("Escape")
        for _ in range(2):
            await page.keyboard.press("f")
            await expect(page.get_by_label("Cómo terminó")).to_be_focused()
            await page.keyboard.press("Escape")
        await page.get_by_label("Cómo terminó").fill("Listo")
        finish = page.get_by_role("button", name="Finalizar contacto")
        await finish.click()
        await expect(page.get_by_text("Hay una respuesta escrita y sin enviar")).to_be_visible()
        await reply.press("Enter")
        await finish.click()
        await expect(row_of(page, name)).to_contain_text("CERRADO")
    assert await is_said(cast.admin, contact_id, "Ana, buenas tardes y gracias")


async def insert_canned_reply(page: Page, reply: Locator, operator: Person) -> None:
    """In the middle of what is written; and what could not be fetched says so."""
    title = f"Saludo{uuid4().hex[:6]}"
    ready = {"title": title, "text": "buenas tardes"}
    (await operator.post("/api/v1/intake/canned-replies", ready)).expect("a canned reply")
    replies = "**/api/v1/intake/canned-replies?*"
    await page.route(replies, lambda route: route.fulfill(status=500))
    await reply.fill("/S")
    await expect(page.get_by_text("No se pudieron traer las respuestas listas")).to_be_visible()
    await page.unroute(replies)
    await page.get_by_role("button", name="Reintentar").click()
    offered = page.get_by_role("option").filter(has_text=title)
    await expect(offered).to_be_visible()
    await reply.fill("Ana,  y gracias")
    await reply.press("Home")
    for _ in "Ana, ":
        await reply.press("ArrowRight")
    await reply.press_sequentially(f"/{title}")
    await expect(offered).to_have_attribute("aria-selected", "true")
    await reply.press("Enter")
    await expect(reply).to_have_value("Ana, buenas tardes y gracias")


async def test_what_is_typed_in_any_form_stays_whatever_becomes_of_the_contact(
    desk: Desk, ring: Ring, cast: Cast
) -> None:
    """B63, C32, M11: over a reload, at another machine, and where a supervisor gives back what
    somebody writes on."""
    async with desk(cast.operators[1].login, path="contacts/calls-without-city") as page:
        number = await ring()
        contact_id = await attend(page, number)
        await page.keyboard.press("u")
        phone = page.get_by_label("Teléfono que indica")
        await expect(phone).to_be_focused()
        await phone.fill("341 555 0000")
        outcome = page.get_by_label("Cómo terminó")
        await outcome.fill("A medio escribir")
        await page.reload()
        await expect(outcome).to_have_value("A medio escribir")
        await until(lambda: is_saved(cast.admin, contact_id, "A medio escribir"), seconds=60)
        # Another machine knows nothing but what the service has.
        await page.evaluate("localStorage.clear()")
        await page.reload()
        await expect(phone).to_have_value("341 555 0000")
        await expect(outcome).to_have_value("A medio escribir")
        await is_legible_in_any_form(page, number)
        await the_list_is_as_wide_as_it_was_made(page)

        supervisor = cast.supervisors[0]
        path = f"/api/v1/contacts/{contact_id}/return"
        (await supervisor.post(path)).expect("given back")
        await expect(page.get_by_text("Ya no está tomado").first).to_be_visible()
        assert await page.get_by_role("article").evaluate(WIDER) == 0
        for field in (phone, outcome):
            await expect(field).to_have_attribute("readonly", "")
        await page.get_by_role("article").get_by_role("button", name="Tomar").click()
        await expect(outcome).to_be_editable()
        await page.get_by_role("button", name="Proponer cambios").click()
        await expect(page.get_by_text("Datos guardados en el contacto")).to_be_visible()
        await outcome.press("Control+Enter")
        await until(lambda: is_closed(supervisor, contact_id), seconds=60)


async def the_list_is_as_wide_as_it_was_made(page: Page) -> None:
    """By the mouse and by keys; kept, and given back by two clicks."""
    edge = page.get_by_role("separator", name="Ancho de la lista")
    usual = await edge.bounding_box()
    assert usual is not None
    x, y = usual["x"] + usual["width"] / 2, usual["y"] + 100
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 80, y, steps=4)
    await page.mouse.up()
    await expect(edge).to_have_attribute("aria-valuenow", "29")
    await edge.press("ArrowLeft")
    await expect(edge).to_have_attribute("aria-valuenow", "28")
    await page.reload()
    await expect(edge).to_have_attribute("aria-valuenow", "28")
    moved = await edge.bounding_box()
    assert moved is not None
    assert moved["x"] == usual["x"] + 64
    await edge.dblclick()
    await expect(edge).to_have_attribute("aria-valuenow", "24")


async def is_legible_in_any_form(page: Page, who: str) -> None:
    """On paper, with letters twice as large, and on a telephone."""
    await page.emulate_media(media="print")
    await expect(page.get_by_role("heading", name=who)).to_be_visible()
    for unwanted in ("button", "input", "nav"):
        await expect(page.locator(unwanted).locator("visible=true")).to_have_count(0)
    await page.emulate_media(media="screen")
    for width, height in ((720, 400), (360, 740)):
        await page.set_viewport_size({"width": width, "height": height})
        assert await page.evaluate(ACROSS) == 0
        assert await findings(page) == []
    await page.set_viewport_size({"width": 1440, "height": 800})


async def test_what_is_typed_and_chosen_at_once_is_asked_for_together(
    desk: Desk, operators: list[str]
) -> None:
    """T14: neither filter takes the place of the other."""
    async with desk(operators[0], path="contacts/calls") as page:
        await page.get_by_label("Buscar en la lista").fill("nadie se llama así")
        await page.get_by_label("Estado", exact=True).select_option(label="CERRADO")
        await expect(page).to_have_url(re.compile("q=nadie"))
        await expect(page).to_have_url(re.compile("state=closed"))


async def is_saved(person: Person, contact_id: str, outcome: str) -> bool:
    draft = (await person.get(f"/api/v1/contacts/{contact_id}/draft")).body
    return bool(draft and draft["outcome"] == outcome and draft["details"])


async def is_closed(person: Person, contact_id: str) -> bool:
    contact = (await person.get(f"/api/v1/contacts/{contact_id}")).expect("a contact")["contact"]
    return bool(contact["state"]["code"] == "closed")


async def overlap(one: Locator, other: Locator) -> bool:
    a, b = await one.bounding_box(), await other.bounding_box()
    assert a is not None
    assert b is not None
    apart = a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
    return not (apart or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"])
