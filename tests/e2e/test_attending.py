"""One contact is attended, from its first sign to its end, at a browser on the whole of Tero."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import pytest_asyncio
from playwright.async_api import Browser, FrameLocator, Page, expect
from tests.e2e.attending_page import attend, said_in
from tests.e2e.console_page import findings, let_in, let_in_row, row_of

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.data.customers import customers
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Ring = Callable[[], Awaitable[str]]

HOSTILE = '<img src=x onerror="document.title=1">\u202e<script>document.title=1</script>'


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(chromium: Browser, installation: Installation) -> AsyncIterator[FrameLocator]:
    """Somebody at the chat of the company's page."""
    context = await chromium.new_context(locale="es-AR")
    page = await context.new_page()
    await page.goto(f"{installation.gateway}/web-chat/")
    await page.get_by_role("button", name="Abrir el chat").click()
    yield page.frame_locator('iframe[title="Chat"]')
    await context.close()


async def test_keys_alone_lead_from_a_ringing_call_to_its_derived_ticket(
    desk: Desk, ring: Ring, cast: Cast, operators: list[str]
) -> None:
    """C22 to C27, C31, C57, D28: take, say who it is, derive; and the ticket is the area's."""
    someone = customers(200)[7]
    async with desk(operators[0], path="contacts/calls-without-city") as page:
        number = await ring()
        await let_in(page, number)
        keys = page.keyboard
        await keys.press("j")
        await expect(row_of(page, number)).to_be_focused()
        await keys.press("Enter")
        await expect(page.get_by_role("article")).to_contain_text(number)
        # Whoever knows no shortcut gets there as well: past the edge of the list and the way back.
        for _ in range(3):
            await keys.press("Tab")
        await expect(
            page.get_by_role("article").get_by_role("button", name="Tomar")
        ).to_be_focused()
        await keys.press("Enter")
        await expect(page.get_by_label("Cómo terminó")).to_be_visible()
        await keys.press("Tab")
        await keys.press("Tab")
        back = page.get_by_role("article").get_by_role("button", name="Devolver").first
        await expect(back).to_be_focused()
        await keys.press("l")
        await expect(page.get_by_label("Buscar cliente")).to_be_focused()
        await keys.type(someone.number)
        await expect(page.get_by_role("button", name="Vincular con").first).to_be_visible()
        await keys.press("Tab")
        await keys.press("Enter")
        await expect(page.get_by_role("article").get_by_text("Ticket ").first).to_be_visible()
        await expect(page.get_by_text("Derivar", exact=True)).to_be_visible()
        await keys.press("a")
        await expect(page.locator("#contact-derive")).to_be_focused()
        await keys.type("tecnica")
        await expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(1)
        await keys.press("Enter")
        await keys.press("Tab")
        await keys.type("Sin señal óptica")
        await keys.press("Control+Enter")
        await expect(page.get_by_text("derivado.")).to_be_visible()
    await until(lambda: is_derived(cast.admin, someone.number), seconds=120)


async def test_who_it_is_is_corrected_and_the_rest_is_done_after_the_caller_hung_up(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast, operators: list[str]
) -> None:
    """C26, C32, C34, C43, C59: somebody else was linked first; the observations, what it is about
    and how it ended are told of a call that is over."""
    wrong, right = customers(200)[8], customers(200)[9]
    number, call = f"+54935{uuid4().int % 10**8:08d}", f"web-{uuid4()}"
    note = f"Vive al fondo {call}"
    async with desk(operators[1], path="contacts/calls-without-city") as page:
        await tell(web, doors, {"event": "newCall", "callId": call, "from": number})
        contact_id = await attend(page, number)
        article = page.get_by_role("article")
        await page.get_by_label("Buscar cliente").fill(wrong.number)
        await article.get_by_role("button", name=f"Vincular con {wrong.name}").click()
        await article.get_by_text("Es otro cliente").click()
        await page.get_by_label("Buscar cliente").fill(right.number)
        await article.get_by_role("button", name=f"Vincular con {right.name}").click()
        await expect(article.get_by_role("heading", name=right.name).first).to_be_visible()

        await tell(web, doors, {"event": "answer", "callId": call, "user": "201"})
        await tell(web, doors, {"event": "hangup", "callId": call, "cause": "normalClearing"})
        await expect(article.get_by_text("CERRADO").first).to_be_visible()
        await page.keyboard.press("m")
        await expect(page.locator("#contact-reason")).to_be_focused()
        await page.keyboard.type("reclamo tecnico")
        await expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(1)
        await page.keyboard.press("Enter")
        await expect(page.locator("#contact-reason")).to_have_value("Reclamo técnico")
        await page.locator("#contact-update summary").click()
        await page.get_by_label("Observaciones del contacto").fill(note)
        await article.get_by_role("button", name="Proponer cambios").click()
        await until(lambda: is_noted(cast.admin, contact_id, note), seconds=60)
        await page.get_by_label("Cómo terminó").fill("Se agendó la visita")
        await article.get_by_role("button", name="Finalizar contacto").click()
        await expect(article).to_be_hidden()
    detail = (await cast.admin.get(f"/api/v1/contacts/{contact_id}")).expect("the contact")
    assert detail["contact"]["name"] == right.name
    assert detail["contact"]["reason"] == "complaint-technical"
    assert detail["outcome"] == "Se agendó la visita"


async def tell(web: Web, doors: dict[str, str], step: dict[str, str]) -> None:
    """A step of a call, as the exchange tells it."""
    assert (await web.send("POST", doors["calls"], json=step)).status == 202


async def test_a_chat_goes_both_ways_and_loses_nothing_with_the_network(
    desk: Desk, visitor: FrameLocator, cast: Cast, operators: list[str]
) -> None:
    """C46 to C48, B63, R04, R05: what was begun is saved, and what was sent arrives once."""
    name = f"Rosa {uuid4().hex[:8]}"
    await visitor.get_by_label("Nombre").fill(name)
    await visitor.get_by_label("Mensaje", exact=True).fill(HOSTILE)
    await visitor.get_by_role("button", name="Iniciar el chat").click()
    log = visitor.get_by_role("log")
    async with desk(operators[0], path="contacts/chats") as page:
        await let_in(page, name)
        await row_of(page, name).get_by_role("button", name="Tomar").click()
        await row_of(page, name).click()
        said = page.get_by_role("log")
        await expect(said).to_contain_text("<script>document.title")
        assert await page.locator("#root img[src='x']").count() == 0
        reply = page.get_by_label("Respuesta", exact=True)
        await reply.fill("Ya reviso su línea")
        await reply.press("Enter")
        await expect(log).to_contain_text("Ya reviso su línea")
        await expect(said).to_contain_text("Ya reviso su línea")
        await visitor.get_by_label("Su mensaje").fill("Gracias")
        await visitor.get_by_label("Su mensaje").press("Enter")
        await expect(said).to_contain_text("Gracias")

        await reply.fill("A medio escribir")
        await expect(page.get_by_role("article")).to_contain_text("Guardado")
        contact_id = page.url.rpartition("/")[2].partition("?")[0].partition("#")[0]
        await until(lambda: is_saved(cast.admin, contact_id, "A medio escribir"), seconds=60)
        await page.context.set_offline(True)
        await reply.fill("A medio escribir, y terminado")
        await reply.press("Enter")
        await expect(said).to_contain_text("se envía solo")
        await reply.fill("Y otra cosa")
        await page.context.set_offline(False)
        await expect(log).to_contain_text("A medio escribir, y terminado")
        await expect(reply).to_have_value("Y otra cosa")
        assert await findings(page) == []
        await page.reload()
        await expect(reply).to_have_value("Y otra cosa")
    texts = [each["text"] for each in await said_in(cast.admin, contact_id)]
    assert texts.count("A medio escribir, y terminado") == 1


async def test_what_strangers_write_at_length_is_text_where_it_is_attended(
    desk: Desk, web: Web, doors: dict[str, str], operators: list[str]
) -> None:
    """A hundred kilobytes of markup, scripts and signs that turn the text around."""
    marker = uuid4().hex[:8]
    at = "2026-11-01T12:00:00Z"
    line = {"author": "customer", "text": HOSTILE * 200, "at": at}
    chat = {
        "external_id": f"bot-{uuid4()}",
        "name": f"{marker} {HOSTILE}",
        "reason": HOSTILE,
        "transcript": [line] * 7,
    }
    async with desk(operators[1], path="contacts/chats") as page:
        answer = await web.send("POST", doors["chats"], json=chat)
        assert answer.status == 202, answer
        await let_in_row(page, row_of(page, marker))
        await row_of(page, marker).click()
        await expect(page.get_by_role("article")).to_contain_text(marker)
        await page.keyboard.press("b")
        await expect(page.locator("#contact-transcript")).to_contain_text("<script>document.title")
        assert await page.title() != "1"
        assert await page.locator("#root img[src='x']").count() == 0
        across = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert await page.evaluate(across) == 0


async def is_saved(person: Person, contact_id: str, reply: str) -> bool:
    draft = (await person.get(f"/api/v1/contacts/{contact_id}/draft")).body
    return bool(draft["reply"] == reply)


async def is_noted(person: Person, contact_id: str, text: str) -> bool:
    detail = (await person.get(f"/api/v1/contacts/{contact_id}")).body
    return bool(detail["contact"]["observations"] == text)


async def is_derived(person: Person, customer_number: str) -> bool:
    """Whether the technicians have a ticket of this customer."""
    customer = (await person.get("/api/v1/customers", query=customer_number)).body["items"][0]
    tickets = await person.get("/api/v1/tickets", customer_id=customer["customer_id"])
    return any(each["area"] == "technical" for each in tickets.body["items"])
