"""What a contact is about, from the administration to its ticket; and which queue it waits in."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.e2e.console_page import findings

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]
REASONS, QUEUES = "/api/v1/contacts/reasons", "/api/v1/contacts/queues"


async def attended(web: Web, door: str, operator: Person, reason: str) -> str:
    """Somebody tells the voice menu why they call, and is attended; the path of the contact."""
    call = {"event": "newCall", "callId": f"about-{uuid4()}", "from": "+543415550178"}
    said = {**call, "dni": "30111222", "reason": reason}
    contact = (await web.send("POST", door, json=said)).expect("a call")["contact_id"]
    path = f"/api/v1/contacts/{contact}"
    (await operator.post(f"{path}/take")).expect("take")
    return path


async def ticket_of(operator: Person, path: str) -> str:
    """The ticket that taking a contact opened, once it has a category."""
    found: list[str] = []

    async def is_about_something() -> bool:
        contact = (await operator.get(path)).expect("contact")["contact"]
        answer = await operator.get(f"/api/v1/tickets/{contact['ticket_id']}")
        found[:] = [str(contact["ticket_id"])]
        return answer.status == 200 and answer.body["category"] is not None

    await until(is_about_something)
    return found[0]


async def test_a_reason_names_the_category_of_its_tickets(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast, installation: Installation
) -> None:
    """C06, E79, X19: chosen for the general one, had by the one below it, said anew on the ticket,
    whose title is what people read for the reason. B48: its log tells each action taken."""
    mark, operator = uuid4().hex[:8], cast.operators[0]
    above, below = f"above-{mark}", f"below-{mark}"
    for body in (
        {"code": above, "label": f"Corte {mark}"},
        {"code": below, "label": f"De fibra {mark}", "parent": above},
    ):
        (await cast.admin.post(REASONS, body)).expect("a reason")
    password = installation.secret("admin-password")
    path = f"administration/reasons/{above}"
    async with desk("admin", password=password, path=path) as page:
        category = page.get_by_label("Categoría de sus tickets")
        await category.select_option("Lentitud")
        await page.get_by_role("button", name="Guardar").click()
        await expect(page.get_by_text("guardado").first).to_be_visible()
        assert await findings(page) == []
        await page.goto(f"/console/administration/reasons/{below}")
        await expect(category.locator("option:checked")).to_have_text("La de arriba: Lentitud")

        ticket = await ticket_of(operator, await attended(web, doors["calls"], operator, below))
        await page.goto(f"/console/tickets/{ticket}")
        await expect(page.get_by_role("heading", level=1)).to_contain_text(f"De fibra {mark}")
        about = page.get_by_role("region", name="Datos")
        await expect(about).to_contain_text("Lentitud")
        lines = page.get_by_role("region", name="Bitácora").get_by_role("listitem")
        await expect(lines.filter(has_text="Registro")).to_have_count(1)
        await expect(lines.filter(has_text="Asignación")).to_contain_text("Soporte: ")
        assert await findings(page) == []
        opener = page.get_by_role("button", name="Cambiar la categoría")
        await opener.click()
        choice = page.get_by_label("Categoría", exact=True)
        await expect(choice).to_be_focused()
        await expect(choice.locator("option:checked")).to_have_text("Lentitud")
        await page.keyboard.press("ArrowDown")
        await expect(choice.locator("option:checked")).not_to_have_text("Lentitud")
        await choice.select_option("Sin conexión")
        assert await findings(page) == []
        await page.get_by_role("button", name="Cambiar", exact=True).click()
        await expect(page.get_by_text("Se cambió la categoría")).to_be_visible()
        await expect(about).to_contain_text("Sin conexión")
        await expect(opener).to_be_focused()
        await expect(lines.filter(has_text="Cambio de categoría")).to_have_count(1)
        changed = lines.filter(has_text="Cambio de categoría").filter(has_text="Sin conexión")
        await expect(changed).to_have_count(1)
    now = (await cast.admin.get(f"/api/v1/tickets/{ticket}")).expect("ticket")
    assert now["category"] == "no-connection"


async def test_the_desk_shows_one_queue(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """C49: of rows that were there, those of other queues go at once; kept in the address."""
    mark = uuid4().hex[:8]
    queue = {"code": f"queue-{mark}", "name": f"Cola {mark}", "cities": [f"Ciudad {mark}"]}
    (await cast.admin.post(QUEUES, queue)).expect("a queue")
    for city in (queue["cities"][0], "Elsewhere"):
        call = {"event": "newCall", "callId": f"queue-{uuid4()}", "from": "+543415550179"}
        said = {**call, "dni": "30111222", "city": city, "name": f"Vera {mark}"}
        (await web.send("POST", doors["calls"], json=said)).expect("a call")
    async with desk(cast.operators[0].login, path="contacts/calls") as page:
        rows = page.get_by_role("row").filter(has_text=f"Vera {mark}")
        await expect(rows).to_have_count(2)
        await page.get_by_role("button", name="Más filtros").click()
        await page.get_by_label("Cola", exact=True).select_option(f"Cola {mark}")
        await expect(rows).to_have_count(1)
        await expect(rows).to_contain_text(f"Ciudad {mark}")
        assert page.url.endswith(f"/console/contacts/calls?queue=queue-{mark}")
        assert await findings(page) == []
        await page.get_by_role("button", name="Quitar filtros").click()
        await expect(rows).to_have_count(2)
