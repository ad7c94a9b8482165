"""The chat widget in a real browser: a visitor on a page, an operator at the desk."""

import os
import shutil
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest_asyncio
from playwright.async_api import Browser, FrameLocator, Page, async_playwright, expect

from local_stack.demo.api import Person
from local_stack.demo.installation import Installation

HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>&amp;'
SECONDS = 30_000


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium, else the one that Playwright brought."""
    async with async_playwright() as playwright:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = shutil.which("chromium")
        chromium = await playwright.chromium.launch(executable_path=path, args=alone)
        yield chromium
        await chromium.close()


class Visitor:
    """Somebody on the page of a company."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", self._note)
        self.asked: set[str] = set()
        page.on("request", lambda request: self.asked.add(request.url.split("/")[2]))

    def _note(self, message: Any) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problems.append(message.text)

    @property
    def frame(self) -> FrameLocator:
        """The chat."""
        return self.page.frame_locator('iframe[title="Chat"]')

    async def open(self) -> None:
        """By the keyboard alone."""
        await self.page.get_by_role("button", name="Abrir el chat").focus()
        await self.page.keyboard.press("Enter")

    async def begin(self, name: str, text: str) -> None:
        """The first message."""
        await self.frame.get_by_label("Nombre").fill(name)
        await self.frame.get_by_label("Mensaje", exact=True).fill(text)
        await self.frame.get_by_role("button", name="Iniciar el chat").click()
        await expect(self.message(text)).to_contain_text("Enviado", timeout=SECONDS)

    async def write(self, text: str) -> None:
        """One more."""
        await self.frame.get_by_label("Su mensaje").fill(text)
        await self.frame.get_by_label("Su mensaje").press("Enter")

    def message(self, text: str) -> Any:
        """As it stands in the conversation."""
        return self.frame.get_by_role("log").get_by_role("listitem").filter(has_text=text)

    async def hears(self, text: str) -> None:
        """Without doing anything for it."""
        await expect(self.message(text)).to_have_count(1, timeout=SECONDS)


@pytest_asyncio.fixture
async def visitor(browser: Browser, installation: Installation) -> AsyncIterator[Visitor]:
    """On a telephone's screen."""
    context = await browser.new_context(viewport={"width": 360, "height": 640}, locale="es-AR")
    page = await context.new_page()
    visitor = Visitor(page)
    await page.goto(f"{installation.gateway}/web-chat/")
    yield visitor
    await context.close()


async def taken_chat(operator: Person, name: str) -> str:
    """The chat that somebody of this name began; the operator attends it."""
    page = (await operator.get("/api/v1/contacts", screen="chats", limit=200)).body
    (contact_id,) = [row["id"] for row in page["items"] if row["name"] == name]
    (await operator.post(f"/api/v1/contacts/{contact_id}/take")).expect("take")
    return str(contact_id)


async def reply(operator: Person, contact_id: str, text: str) -> None:
    """To the visitor."""
    body = {"client_id": str(uuid4()), "text": text}
    path = f"/api/v1/contacts/{contact_id}/messages"
    (await operator.post(path, body)).expect("reply")


async def read(operator: Person, contact_id: str) -> list[Any]:
    """The whole conversation."""
    answer = await operator.get(f"/api/v1/contacts/{contact_id}/messages", limit=200)
    items: list[Any] = answer.expect("read")["items"]
    return items


async def test_a_visitor_and_an_operator_talk_live(
    visitor: Visitor, admin: Person, installation: Installation
) -> None:
    """C46, C48: both ways, seen, and still there after a reload."""
    name = f"Juan {uuid4()}"
    await visitor.open()
    await visitor.begin(name, "Sin internet desde ayer")
    contact_id = await taken_chat(admin, name)

    await reply(admin, contact_id, "Hola, ya reviso su línea")
    await visitor.hears("Hola, ya reviso su línea")
    await visitor.write("Gracias")
    await expect(visitor.message("Gracias")).to_contain_text("Enviado", timeout=SECONDS)
    await expect(visitor.frame.get_by_text("Le atiende")).to_be_visible(timeout=SECONDS)
    texts = [each["text"] for each in await read(admin, contact_id)]
    assert texts == ["Sin internet desde ayer", "Hola, ya reviso su línea", "Gracias"]

    await visitor.page.reload()
    await visitor.open()
    for text in texts:
        await visitor.hears(text)
    await reply(admin, contact_id, "Listo")
    await visitor.hears("Listo")
    await expect(visitor.message("Listo")).to_be_visible()
    assert visitor.problems == []
    assert visitor.asked == {installation.gateway.split("/")[2]}


async def test_hostile_text_is_shown_as_text(visitor: Visitor, admin: Person) -> None:
    name = f"<b>{uuid4()}</b>"
    await visitor.open()
    await visitor.begin(name, f"visitante {HOSTILE}")
    contact_id = await taken_chat(admin, name)
    await reply(admin, contact_id, f"operador {HOSTILE}")

    await visitor.hears(f"visitante {HOSTILE}")
    await visitor.hears(f"operador {HOSTILE}")

    assert [await frame.evaluate("window.hurt") for frame in visitor.page.frames] == [None, None]
    assert await visitor.frame.locator("img").count() == 0
    assert [each["text"] for each in await read(admin, contact_id)] == [
        f"visitante {HOSTILE}",
        f"operador {HOSTILE}",
    ]


async def test_what_is_written_without_a_connection_arrives_later_once(
    visitor: Visitor, admin: Person
) -> None:
    name = f"Rosa {uuid4()}"
    await visitor.open()
    await visitor.begin(name, "Hola")
    contact_id = await taken_chat(admin, name)
    await visitor.page.context.set_offline(True)
    await visitor.write("escrito sin conexión")
    await expect(visitor.message("escrito sin conexión")).to_contain_text("Enviando")
    await reply(admin, contact_id, "respuesta mientras tanto")
    await visitor.page.context.set_offline(False)

    await visitor.hears("respuesta mientras tanto")
    sent = visitor.message("escrito sin conexión")
    await expect(sent).to_contain_text("Enviado", timeout=SECONDS)
    texts = [each["text"] for each in await read(admin, contact_id)]
    assert sorted(texts) == ["Hola", "escrito sin conexión", "respuesta mientras tanto"]


async def test_the_end_of_a_chat_is_shown_and_another_can_begin(
    visitor: Visitor, admin: Person
) -> None:
    """I04."""
    name = f"Luis {uuid4()}"
    await visitor.open()
    await visitor.begin(name, "Hola")
    contact_id = await taken_chat(admin, name)
    done = await admin.post(f"/api/v1/contacts/{contact_id}/finish", {"outcome": "listo"})
    done.expect("finish")

    again = visitor.frame.get_by_role("button", name="Iniciar otra conversación")
    await expect(again).to_be_visible(timeout=SECONDS)
    await again.click()
    await visitor.begin(f"{name} otra vez", "Sigo sin internet")

    assert await taken_chat(admin, f"{name} otra vez") != contact_id
