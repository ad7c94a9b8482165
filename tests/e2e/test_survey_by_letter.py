"""A customer without an account is asked by e-mail how it was, and answers in a browser (X26)."""

import re
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, Route, ViewportSize, expect
from tests.e2e.console_page import findings, note_policy
from tests.e2e.letters import letter_with

from local_stack.demo.api import Person
from local_stack.demo.data.customers import customers
from local_stack.demo.installation import Installation

LINK = re.compile(r"/survey/#token=[\w-]{43}")
TICKETS = "/api/v1/tickets"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
CHOICES = [{"code": "yes", "text": "Sí", "score": 1}, {"code": "no", "text": "No", "score": 0}]


async def asked(admin: Person, form: str) -> tuple[str, dict[str, Any]]:
    """A ticket of a category that only this form asks about is finished: its customer's address,
    and the ticket."""
    code, name = form, f"Encuesta {form[-6:]}"
    new = {"code": code, "kind": "problem", "name": f"Categoría {form[-6:]}"}
    (await admin.post(f"{TICKETS}/categories", new)).expect("category")
    questions = [
        {"code": "solved", "text": "¿Se resolvió su problema?", "choices": CHOICES},
        {"code": "polite", "text": "¿Fue amable la atención?", "choices": CHOICES},
    ]
    body = {"code": code, "name": name, "categories": [code], "questions": questions}
    (await admin.post(f"{TICKETS}/survey-forms", body)).expect("form")
    wanted = next(each for each in customers(200)[60:] if each.emails)
    found = await admin.get("/api/v1/customers", query=wanted.number)
    ticket = {"title": "Sin señal", "description": "x", "area": "support", "category": code}
    ticket["customer_id"] = found.expect("customers")["items"][0]["customer_id"]
    opened = (await admin.post(TICKETS, ticket)).expect("ticket")
    path = f"{TICKETS}/{opened['id']}"
    (await admin.post(f"{path}/assign", {"area": "support"})).expect("assign")
    (await admin.post(f"{path}/finish", {"resolution": "Listo."})).expect("finish")
    return wanted.emails[0], opened


async def test_the_letter_leads_to_the_questions_and_they_are_answered_once(
    chromium: Browser, admin: Person, installation: Installation
) -> None:
    """Whatever goes wrong on the way is said, and what was chosen stays."""
    email, ticket = await asked(admin, f"e2e-{uuid4().hex[:8]}")
    letter = await letter_with(email, "/survey/#token=", installation)
    link = LINK.findall(letter["text"])[0]
    size: ViewportSize = {"width": 360, "height": 740}
    page = await chromium.new_page(
        base_url=installation.gateway, viewport=size, locale="es-AR", reduced_motion="reduce"
    )
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: note_policy(wrong, said.text))

    async def fail(route: Route) -> None:
        await route.fulfill(status=500, json={"code": "failed"})

    await page.route("**/survey-links", fail)
    await page.goto(link)
    await expect(page.get_by_role("alert")).to_be_visible()
    assert await findings(page) == []
    await page.unroute("**/survey-links")
    await page.get_by_role("button", name="Reintentar").click()
    await expect(page.get_by_text(f"Ticket N.º {ticket['number']}: Sin señal")).to_be_visible()
    assert "token" not in page.url
    solved = page.get_by_role("group", name="¿Se resolvió su problema?")
    polite = page.get_by_role("group", name="¿Fue amable la atención?")
    await solved.get_by_label("Sí").check()
    await polite.get_by_label("No").check()
    assert await findings(page) == []
    assert await page.evaluate(WIDER) == 0
    await page.route("**/survey-links/answers", fail)
    await page.get_by_role("button", name="Enviar").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(solved.get_by_label("Sí")).to_be_checked()
    await page.unroute("**/survey-links/answers")
    await page.get_by_role("button", name="Enviar").click()
    await expect(page.get_by_role("status")).to_contain_text("Gracias")
    assert await findings(page) == []

    found = await admin.get(f"{TICKETS}/surveys", ticket_id=ticket["id"])
    [survey] = found.expect("surveys")["items"]
    detail = (await admin.get(f"{TICKETS}/surveys/{survey['id']}")).expect("survey")
    assert [each["answer"] for each in detail["questions"]] == ["yes", "no"]
    for address, words in ((link, "ya se contestó"), ("/survey/#token=x", "ya venció")):
        await page.goto("about:blank")
        await page.goto(address)
        await expect(page.get_by_text(words)).to_be_visible()
        assert await findings(page) == []
    await page.close()
    assert wrong == []
