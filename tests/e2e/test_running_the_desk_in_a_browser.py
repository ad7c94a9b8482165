"""What is set up for the desk is what the desk then goes by: both at once, in real browsers."""

import re
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect
from tests.e2e.administration_page import keep_mine, open_section
from tests.e2e.attending_page import hand_over_chat
from tests.e2e.console_page import findings, meddle

from local_stack.demo.api import Person, Web
from local_stack.demo.data.accounts import Account, accounts

Desk = Callable[..., AbstractAsyncContextManager[Page]]
Office = Callable[[str], AbstractAsyncContextManager[Page]]
HandOver = Callable[[str], Awaitable[str]]
QUEUES = "/api/v1/contacts/queues"
OPERATORS = "/api/v1/contacts/operators"


@pytest.fixture
def colleague() -> Account:
    """Somebody at the desk whom no other test knows."""
    return [each for each in accounts() if each.role == "operator"][5]


@pytest.fixture
def hand_over(web: Web, doors: dict[str, str]) -> HandOver:
    """The bot brings somebody from a city; their name."""
    return lambda city: hand_over_chat(web, doors["chats"], city=city)


async def test_a_queue_who_attends_it_and_a_ready_text_reach_the_desk(
    desk: Desk, office: Office, hand_over: HandOver, admin: Person, colleague: Account
) -> None:
    """I05, T16, B63: who can do what a queue needs is offered its chat, and uses the text."""
    mark = uuid4().hex[:8]
    async with (
        desk(colleague.login, path="contacts/chats") as floor,
        office("queues/new") as page,
    ):
        duty = floor.get_by_label("Servicio", exact=True)
        await duty.select_option("on")
        await make_queue(page, admin, mark)
        await qualify(page, admin, colleague, mark)
        await write_text(page, admin, mark)

        name = await hand_over(f"Villa {mark}")
        offer = floor.get_by_role("region", name="Contacto ofrecido")
        await expect(offer).to_contain_text(name)
        await expect(offer).to_contain_text(f"Villa y sierra {mark}")
        await offer.get_by_role("button", name=re.compile("Aceptar")).click()
        await expect(floor.get_by_role("article")).to_contain_text(name)
        reply = floor.get_by_label("Respuesta", exact=True)
        await reply.press_sequentially(f"/{mark}")
        offered = floor.get_by_role("option").filter(has_text=f"Saludo {mark}")
        await expect(offered).to_have_attribute("aria-selected", "true")
        await reply.press("Enter")
        await expect(reply).to_have_value(f"Buen día, soy {colleague.name}")
        await duty.select_option("off")

        await page.get_by_role("button", name="Borrar").click()
        text = page.get_by_role("row").filter(has_text=mark)
        await expect(text).to_have_count(0)
        await page.get_by_role("button", name="Deshacer").last.click()
        await expect(text).to_contain_text("De todos")
        await open_section(page, "Colas")
        queue = page.get_by_role("row").filter(has_text=mark)
        await queue.get_by_role("link").click()
        await page.get_by_role("button", name="Retirar").click()
        await expect(queue).to_contain_text("Retirado")
        assert await findings(page) == []


async def make_queue(page: Page, admin: Person, mark: str) -> None:
    """For one city, and for whoever can do one thing; named anew by two at once."""
    name = page.get_by_label("Nombre", exact=True)
    await name.fill(f"Villa {mark}")
    await page.get_by_label("Ciudades").fill(f"Villa {mark}")
    await page.keyboard.press("Enter")
    await page.get_by_label("Hay que saber").fill(f"oficio-{mark}")
    await page.keyboard.press("Enter")
    await page.get_by_label("Cómo se ofrece").select_option("least-busy")
    await page.get_by_label("Segundos para aceptar").fill("4")
    await page.get_by_role("button", name="Crear cola").last.click()
    await expect(page.get_by_label("Segundos para aceptar")).to_be_focused()
    await page.get_by_label("Segundos para aceptar").fill("600")
    await page.get_by_role("button", name="Crear cola").last.click()
    row = page.get_by_role("row").filter(has_text=mark)
    await expect(row).to_contain_text("A quien atiende menos")

    await name.fill(f"Villa y sierra {mark}")
    rows = (await admin.get(QUEUES)).expect("queues")["items"]
    [made] = [each["queue"] for each in rows if each["queue"]["code"] == f"villa-{mark}"]
    body = {key: made[key] for key in made if key not in ("code", "version")}
    other = body | {"name": f"Villa y valle {mark}", "position": 3}
    await meddle(admin, "PUT", f"{QUEUES}/villa-{mark}", 1, other)
    await keep_mine(page, f"Villa y valle {mark}", f"Villa y sierra {mark}")
    await expect(row).to_contain_text("Villa y sierra")
    await expect(page.get_by_label("Turno")).to_have_value("3")


async def qualify(page: Page, admin: Person, colleague: Account, mark: str) -> None:
    """What somebody can do, and how much at once; said by two for the first time."""
    await open_section(page, "Operadores")
    await page.get_by_role("link", name=colleague.name).click()
    await page.get_by_label("Cuántos a la vez").fill("7")
    await page.get_by_label("Qué sabe").fill(f"oficio-{mark}")
    await page.keyboard.press("Enter")
    everybody = (await admin.get(OPERATORS)).expect("operators")["items"]
    [known] = [each for each in everybody if each["name"] == colleague.name]
    other = {"queues": [], "skills": [], "capacity": known["capacity"] + 2}
    path = f"{OPERATORS}/{known['account_id']}"
    await meddle(admin, "PUT", path, known["version"], other)
    await keep_mine(page, str(known["capacity"] + 2), "7")
    row = page.get_by_role("row").filter(has_text=colleague.name)
    await expect(row).to_contain_text("de 7")
    await expect(row).to_contain_text("EN SERVICIO")
    await expect(row).to_contain_text(f"oficio-{mark}")


async def write_text(page: Page, admin: Person, mark: str) -> None:
    """With a place that is filled in; worded anew by two at once."""
    await open_section(page, "Respuestas")
    await page.get_by_role("button", name="Escribir respuesta").click()
    await page.get_by_label("Título", exact=True).fill(f"Saludo {mark}")
    text = page.get_by_label("Texto", exact=True)
    await text.fill("Hola, soy {{nadie}}")
    await expect(page.get_by_text("Nadie puede completar: {{nadie}}")).to_be_visible()
    await text.fill("Hola, soy ")
    await page.get_by_role("button", name="Nombre del operador").click()
    await expect(text).to_have_value("Hola, soy {{operator.name}}")
    await page.get_by_role("button", name="Escribir respuesta").last.click()
    await expect(page.get_by_role("row").filter(has_text=mark)).to_contain_text("De todos")

    await text.fill("Buen día, soy {{operator.name}}")
    reply = page.url.partition("?")[0].rpartition("/")[2]
    other = {"title": f"Saludo {mark}", "text": "Buenas", "version": 1}
    await meddle(admin, "PUT", f"/api/v1/intake/canned-replies/{reply}", 1, other)
    await keep_mine(page, "Buenas", "Buen día, soy")
