"""Opening tickets by hand."""

import asyncio
import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]

GOOD = {
    "area": "support",
    "category": "no-connection",
    "title": "Sin conexión",
    "description": "No navega desde anoche.",
}


async def post(tickets: Tickets, headers: Headers, **body: Any) -> Any:
    content = json.dumps(body)
    headers = {**headers, "Content-Type": "application/json"}
    return await tickets.client.post("/api/v1/tickets", content=content, headers=headers)


async def known_customer(tickets: Tickets) -> str:
    customer_id = str(uuid4())
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into customers (customer_id, version, number, name, phone, email, city) "
            "values ($1, 1, 'C-7', 'Carla Gómez', '+549351', 'carla@example.com', 'Córdoba')",
            (customer_id,),
        )
    return customer_id


async def test_a_ticket_is_registered_with_what_is_known_of_its_customer(
    tickets: Tickets, operator: Headers
) -> None:
    """B31, B35, E70."""
    customer_id = await known_customer(tickets)
    answer = await post(tickets, operator, **GOOD, priority="high", customer_id=customer_id)
    assert answer.status_code == 201
    assert answer.json()["state"] == "registered"
    assert answer.json()["number"] == 1

    [told] = await tickets.emitted()
    assert told.type == "tickets.ticket-registered.v1"
    assert told.data["customer_name"] == "Carla Gómez"
    assert told.data["city"] == "Córdoba"
    assert told.data["category"] == "no-connection"
    assert told.data["priority"] == "high"
    assert told.data["created_by"] == operator["X-Account-Id"]


async def test_numbers_count_up(open_ticket: Any) -> None:
    assert [(await open_ticket())["number"] for _ in range(3)] == [1, 2, 3]


async def test_the_same_request_sent_again_opens_nothing_again(
    tickets: Tickets, operator: Headers
) -> None:
    headers = {**operator, "Idempotency-Key": "a-1"}
    first = await post(tickets, headers, **GOOD)
    again = await post(tickets, headers, **GOOD)
    assert again.content == first.content
    assert len(await tickets.emitted()) == 1

    other = await post(tickets, headers, **{**GOOD, "title": "Otra cosa"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_a_contact_gets_no_second_ticket(tickets: Tickets, operator: Headers) -> None:
    contact_id = str(uuid4())
    first = await post(tickets, operator, **GOOD, contact_id=contact_id)
    second = await post(tickets, operator, **GOOD, contact_id=contact_id)

    assert (second.status_code, second.json()["code"]) == (409, "contact-has-ticket")
    assert second.json()["ticket_id"] == first.json()["id"]
    assert second.json()["number"] == first.json()["number"]


async def test_of_many_at_once_one_opens_the_ticket_of_a_contact(
    tickets: Tickets, operator: Headers
) -> None:
    contact_id = uuid4()
    answers = await asyncio.gather(
        *(post(tickets, operator, **GOOD, contact_id=str(contact_id)) for _ in range(6))
    )

    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 5
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes <= {"contact-has-ticket", "concurrent-update"}
    rows = await tickets.rows("select id from tickets")
    assert rows == [{"id": ticket_id_for(contact_id)}]


async def test_a_customer_nobody_knows_is_refused(tickets: Tickets, operator: Headers) -> None:
    answer = await post(tickets, operator, **GOOD, customer_id=str(uuid4()))
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-customer")


async def test_customers_open_tickets_for_themselves_alone(tickets: Tickets) -> None:
    """B25, B26."""
    customer_id = await known_customer(tickets)
    carla = await tickets.account(
        "tickets.create", "tickets.read", role="customer", customer_id=UUID(customer_id)
    )
    assert (await post(tickets, carla, **GOOD)).status_code == 201
    [told] = await tickets.emitted()
    assert told.data["customer_id"] == customer_id

    others = await post(tickets, carla, **GOOD, customer_id=str(uuid4()))
    assert (others.status_code, others.json()["code"]) == (404, "customer-not-found")
    contact = await post(tickets, carla, **GOOD, contact_id=str(uuid4()))
    assert (contact.status_code, contact.json()["code"]) == (404, "contact-not-found")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "a" * 301}, "title"),
        ({"title": "two\nlines"}, "title"),
        ({"title": "nul\x00"}, "title"),
        ({"title": "two\u2028lines"}, "title"),
        ({"title": None}, "title"),
        ({"description": "x" * 20_001}, "description"),
        ({"description": "nul\x00"}, "description"),
        ({"area": " "}, "area"),
        ({"priority": "urgent"}, "priority"),
        ({"customer_id": "seven"}, "customer_id"),
        ({"state": "closed"}, "state"),
    ],
)
async def test_wrong_fields_are_named(
    tickets: Tickets, operator: Headers, change: dict[str, Any], field: str
) -> None:
    answer = await post(tickets, operator, **{**GOOD, **change})
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert await tickets.emitted() == []


@pytest.mark.parametrize("missing", list(GOOD))
async def test_what_a_ticket_needs_cannot_be_left_out(
    tickets: Tickets, operator: Headers, missing: str
) -> None:
    body = {name: value for name, value in GOOD.items() if name != missing}
    answer = await post(tickets, operator, **body)
    assert [error["field"] for error in answer.json()["errors"]] == [missing]


async def test_a_body_of_megabytes_is_refused(tickets: Tickets, operator: Headers) -> None:
    answer = await post(tickets, operator, **{**GOOD, "description": "x" * (3 << 20)})
    assert answer.status_code == 413


async def test_the_anonymous_and_those_without_the_permission_open_nothing(
    tickets: Tickets,
) -> None:
    assert (await post(tickets, {}, **GOOD)).status_code == 401
    reader = await tickets.account("tickets.read")
    assert (await post(tickets, reader, **GOOD)).status_code == 403
    assert await tickets.emitted() == []
