"""A contact that is attended, in the words of the tests."""

from typing import Any
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.e2e.console_page import let_in, row_of

from local_stack.demo.api import Person, Web


async def hand_over_chat(web: Web, door: str, **more: str) -> str:
    """The bot brings somebody, of whom it knows `more`; their name."""
    name = f"Rosa {uuid4().hex[:8]}"
    line = {"author": "customer", "text": "Hola", "at": "2026-11-01T12:00:00Z"}
    body = {"external_id": f"bot-{uuid4()}", "name": name, "transcript": [line], **more}
    assert (await web.send("POST", door, json=body)).status == 202
    return name


async def attend(page: Page, text: str) -> str:
    """Take the contact of this row, and open it; its id."""
    await let_in(page, text)
    await row_of(page, text).get_by_role("button", name="Tomar").click()
    await expect(row_of(page, text)).to_contain_text("MIO")
    await row_of(page, text).click()
    await expect(page.get_by_role("article")).to_contain_text(text)
    return page.url.partition("?")[0].partition("#")[0].rpartition("/")[2]


async def is_said(person: Person, contact_id: str, text: str) -> bool:
    return [each["text"] for each in await said_in(person, contact_id)].count(text) == 1


async def said_in(person: Person, contact_id: str) -> list[Any]:
    answer = await person.get(f"/api/v1/contacts/{contact_id}/messages", limit=200)
    items: list[Any] = answer.expect("what was said")["items"]
    return items
