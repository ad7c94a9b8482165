"""The chat widget in a real browser: a visitor on a page, an operator at the desk."""

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest_asyncio
from playwright.async_api import Browser, expect
from tests.e2e.visitor_page import SECONDS, Visitor, read, reply, taken_chat, visiting

from local_stack.demo.api import Person
from local_stack.demo.installation import Installation

HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>&amp;'


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(chromium: Browser, installation: Installation) -> AsyncIterator[Visitor]:
    """On the page of a company."""
    async with visiting(chromium, installation) as visitor:
        yield visitor


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

    field = visitor.frame.get_by_label("Su mensaje")
    await field.fill("Una cosa más")
    await visitor.page.reload()
    await visitor.open()
    await expect(field).to_have_value("Una cosa más")
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


async def test_what_the_desk_does_not_take_is_given_back(visitor: Visitor) -> None:
    await visitor.open()
    await visitor.begin(f"Nora {uuid4()}", "Hola")
    refusal = {"status": 422, "code": "invalid", "detail": "No."}
    await visitor.page.route("**/messages", lambda route: route.fulfill(status=422, json=refusal))
    await visitor.write("así no")
    await expect(visitor.frame.get_by_role("alert")).to_contain_text("no se pudo enviar")
    await expect(visitor.frame.get_by_label("Su mensaje")).to_have_value("así no")


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
    """I04: what did not get through any more is told, and begins it."""
    name = f"Luis {uuid4()}"
    await visitor.open()
    await visitor.begin(name, "Hola")
    contact_id = await taken_chat(admin, name)
    await visitor.page.route("**/messages", lambda route: route.abort())
    await visitor.write("¿Sigue ahí?")
    await expect(visitor.message("¿Sigue ahí?")).to_contain_text("Enviando")
    done = await admin.post(f"/api/v1/contacts/{contact_id}/finish", {"outcome": "listo"})
    done.expect("finish")

    again = visitor.frame.get_by_role("button", name="Iniciar otra conversación")
    await expect(again).to_be_visible(timeout=SECONDS)
    await expect(visitor.message("¿Sigue ahí?")).to_contain_text("No se envió")
    await again.click()
    first = visitor.frame.get_by_label("Mensaje", exact=True)
    await expect(first).to_have_value("¿Sigue ahí?")
    await visitor.begin(f"{name} otra vez", "Sigo sin internet")

    assert await taken_chat(admin, f"{name} otra vez") != contact_id
