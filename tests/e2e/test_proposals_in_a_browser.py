"""What the desk proposes for customers is found in one list, and decided on there."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import uuid4

from playwright.async_api import Page, expect
from tests.e2e.console_page import fill_and_reload, findings

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.data.customers import customers
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]


async def propose(web: Web, door: str, operator: Person, number: str, **data: str) -> str:
    """Somebody writes, and an operator writes down what they say of themselves, then who they are;
    the customer's id."""
    chat = {"external_id": f"proposal-{uuid4()}", "name": "Rosa", "transcript": []}
    answer = await web.send("POST", door, json=chat)
    path = f"/api/v1/contacts/{answer.expect('a chat')['contact_id']}"
    taken = (await operator.post(f"{path}/take")).expect("take")
    headers = {"Authorization": f"Bearer {operator.token}", "If-Match": f'"{taken["version"]}"'}
    (await web.send("PATCH", path, headers=headers, json=data)).expect("write down")
    return await linked(operator, path, number)


async def is_approved(page: Page, phone: str) -> None:
    """On the page of the customer."""
    part = page.get_by_role("region", name="Propuestas de la mesa")
    await expect(part.get_by_role("listitem").filter(has_text=phone)).to_contain_text("Aprobada")
    assert await findings(page) == []


async def cannot_read_again(page: Page, path: str) -> None:
    """What is known of the customer stays in sight."""
    card = page.get_by_role("region", name="Cliente", exact=True)
    await page.route(f"**{path}", lambda route: route.fulfill(status=500))
    await page.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
    await expect(page.get_by_text("No se pudo actualizar esta página")).to_be_visible()
    await expect(card).to_contain_text("N.º de cliente")


async def linked(operator: Person, path: str, number: str) -> str:
    """To the customer with this number; whose id that is."""
    found = (await operator.get("/api/v1/customers", query=number)).expect("search")["items"][0]
    body = {"customer_id": found["customer_id"]}
    (await operator.post(f"{path}/link", body)).expect("link")
    return str(found["customer_id"])


async def refused_by(boss: Person, proposal: dict[str, Any]) -> None:
    """Somebody decides on it with no browser."""
    path = "/api/v1/customers/{customer_id}/proposals/{proposal_id}/refuse".format_map(proposal)
    headers = {"Authorization": f"Bearer {boss.token}", "If-Match": f'"{proposal["version"]}"'}
    body = {"reason": "No es su correo"}
    (await boss.web.send("POST", path, headers=headers, json=body)).expect("refuse")


async def test_whoever_may_change_customers_decides_what_becomes_of_a_proposal(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """X25: found in one list; approved, the customer has it; refused, the desk is told why. What
    somebody else decided meanwhile stays in sight while a reason is written."""
    someone, operator, boss = customers(200)[31], cast.operators[0], cast.admin
    phone, email = "+5493415550188", f"{uuid4().hex[:8]}@example.com"
    customer_id = await propose(web, doors["chats"], operator, someone.number, phone=phone)
    await propose(web, doors["chats"], operator, someone.number, email=email)
    path = f"/api/v1/customers/{customer_id}"

    async def proposed() -> list[Any]:
        items: list[Any] = (await boss.get(f"{path}/proposals")).expect("proposals")["items"]
        return items

    async def both_came() -> bool:
        return len(await proposed()) == 2

    await until(both_came)
    async with desk(cast.operators[1].login, width=360) as page:
        place = page.get_by_role("link", name="Propuestas")
        waiting = (await boss.get("/api/v1/customers/proposals/count")).expect("count")["open"]
        await expect(place).to_contain_text(f"{waiting} por decidir")
        await place.click()
        wanted, unwanted = (
            page.get_by_role("listitem").filter(has_text=text) for text in (phone, email)
        )
        await expect(wanted).to_contain_text("en lugar de")
        await expect(wanted).to_contain_text(f"Propuesta de {operator.name}")
        assert await findings(page) == []
        await wanted.get_by_role("link", name="Ver el contacto").click()
        await expect(page.get_by_role("article")).to_contain_text("Rosa")
        assert "/contacts/chats/" in page.url
        await page.go_back()
        await expect(unwanted.get_by_role("button", name="Rechazar")).to_be_disabled()
        reason = unwanted.get_by_label("Motivo del rechazo")
        await fill_and_reload(reason, "No es su correo")
        await refused_by(boss, (await proposed())[0])
        await page.route("**/api/v1/customers/proposals*", lambda route: route.abort())
        await wanted.get_by_role("button", name="Aprobar").click()
        await expect(page.get_by_text("los datos del cliente cambiaron")).to_be_visible()
        await expect(page.get_by_text("No se pudo actualizar la lista")).to_be_visible()
        await page.unroute("**/api/v1/customers/proposals*")
        await page.get_by_role("button", name="Reintentar").click()
        await expect(wanted).to_have_count(0)
        if waiting > 2:
            await expect(place).to_contain_text(f"{waiting - 2} por decidir")
        else:
            await expect(place).not_to_contain_text("por decidir")
        await expect(reason).to_have_value("No es su correo")
        await unwanted.get_by_role("button", name="Rechazar").click()
        await expect(page.get_by_text("Ya se había decidido")).to_be_visible()
        await expect(unwanted).to_have_count(0)
        await page.goto(f"/console/customers/{customer_id}")
        await is_approved(page, phone)
        await cannot_read_again(page, path)

    customer = (await boss.get(path)).expect("customer")
    assert phone in customer["phones"]
    assert email not in customer["emails"]
    assert {each["reason"] for each in await proposed()} == {None, "No es su correo"}
