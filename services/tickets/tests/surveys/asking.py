"""Forms, and tickets that are finished, for the tests of surveys."""

from typing import Any
from uuid import UUID, uuid4

from chassis_testing.harness import Harness
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]
URL = "/api/v1/tickets"
YES_NO = [{"code": "yes", "text": "Sí", "score": 100}, {"code": "no", "text": "No", "score": 0}]
FORM: dict[str, Any] = {
    "code": "satisfaction",
    "name": "Encuesta de satisfacción",
    "questions": [
        {"code": "solved", "text": "¿Se resolvió su problema?", "choices": YES_NO},
        {"code": "polite", "text": "¿Fue amable la atención?", "choices": YES_NO},
    ],
}
WHOLE = {"solved": "yes", "polite": "no"}
_USER = ("tickets.read", "tickets.create", "surveys.read", "surveys.answer")


async def administrator(tickets: Tickets) -> Headers:
    """Somebody who keeps forms."""
    rights = ("surveys.manage", "categories.manage")
    return await tickets.account(*rights, role="administrator", areas=())


async def create_form(tickets: Tickets, **fields: Any) -> Any:
    """A form; the answer of the API."""
    admin = await administrator(tickets)
    return await tickets.client.post(f"{URL}/survey-forms", json=FORM | fields, headers=admin)


async def known_customer(tickets: Tickets) -> UUID:
    """A customer that is known; their id."""
    customer_id = uuid4()
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into customers values ($1, 1, 'C-7', 'Carla Gómez')", (customer_id,)
        )
    return customer_id


async def customer(tickets: Tickets, customer_id: UUID | None = None) -> Headers:
    """The account of a customer, with an account's default permissions."""
    customer_id = customer_id or await known_customer(tickets)
    return await tickets.account(*_USER, role="customer", areas=(), customer_id=customer_id)


async def asked_supervisor(tickets: Tickets) -> Headers:
    """Somebody who opens and finishes tickets, and is asked about their own."""
    rights = ("tickets.read", "tickets.create", "tickets.assign", "tickets.finish")
    return await tickets.account(*rights, "surveys.read", "surveys.answer", role="supervisor")


async def do(tickets: Tickets, who: Headers, ticket: Any, step: str, **body: Any) -> None:
    """A command on a ticket that succeeds."""
    answer = await tickets.client.post(f"{URL}/{ticket['id']}/{step}", json=body, headers=who)
    assert answer.status_code == 200, answer.text


async def finish(tickets: Tickets, boss: Headers, ticket: Any) -> None:
    """Assign and finish a ticket."""
    await do(tickets, boss, ticket, "assign", area="support")
    await do(tickets, boss, ticket, "finish", resolution="Listo.")


async def surveys(tickets: Tickets, who: Headers, **params: Any) -> list[dict[str, Any]]:
    """What somebody sees in the list."""
    answer = await tickets.client.get(f"{URL}/surveys", params=params, headers=who)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def answer_it(
    tickets: Tickets, who: Headers, survey_id: str, answers: Any = None, **headers: str
) -> Any:
    """Answer a survey; the answer of the API."""
    chosen = WHOLE if answers is None else answers
    body = {"answers": [{"question": one, "choice": other} for one, other in chosen.items()]}
    url = f"{URL}/surveys/{survey_id}/answers"
    return await tickets.client.post(url, json=body, headers=who | headers)
