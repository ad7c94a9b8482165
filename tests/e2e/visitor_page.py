"""What a visitor does at the widget, and an operator for them, in the words of the tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, FrameLocator, Page, expect

from local_stack.demo.api import Person
from local_stack.demo.installation import Installation

SECONDS = 30_000


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


@asynccontextmanager
async def visiting(browser: Browser, installation: Installation) -> AsyncIterator[Visitor]:
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
