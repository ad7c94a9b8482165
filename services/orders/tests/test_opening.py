"""Opening an order from a ticket."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

from chassis_testing.harness import Harness
from contracts.directory import CustomerContract
from contracts.tickets import TicketCancelledV1, TicketClosedV1, TicketCustomerLinkedV1
from orders.application.ports import Transaction

Orders = Harness[Transaction]
Make = Callable[..., Awaitable[UUID]]
AnOrder = Callable[..., Awaitable[dict[str, Any]]]
Show = Callable[[str], Awaitable[dict[str, Any]]]
Hear = Callable[..., Awaitable[None]]


def contract(number: int, address: str, city: str) -> CustomerContract:
    return CustomerContract(
        contract_id=UUID(int=number),
        number=f"C-{number}",
        plan="300 Mb",
        state="active",
        address=address,
        city=city,
        node="N-1",
    )


async def test_customer_address_and_phone_are_filled_in(
    orders: Orders, known_customer: Make, known_ticket: Make, an_order: AnOrder
) -> None:
    """A05, A06, A07, A08, A14"""
    customer = await known_customer()
    ticket = await known_ticket(customer_id=customer, number=77)

    opened = await an_order(ticket_id=str(ticket))

    assert opened["customer"] == {
        "id": str(customer),
        "number": "CL-00042",
        "name": "Ana Gómez",
        "national_id": "27888999",
        "phone": "+543515550101",
        "address": "Belgrano 120",
        "city": "Córdoba",
        "latitude": -31.42,
        "longitude": -64.18,
    }
    assert (opened["state"], opened["state_label"]) == ("open", "Abierto")
    assert (opened["area"], opened["ticket_number"]) == ("technical", 77)
    assert opened["order_type_label"] == "Servicio Técnico"
    (event,) = await orders.emitted()
    assert (event.type, event.key, event.sequence) == (
        "orders.order-opened.v1",
        opened["id"],
        1,
    )
    assert event.data["address"] == "Belgrano 120"
    assert event.data["customer_phone"] == "+543515550101"


async def test_one_ticket_has_as_many_orders_as_needed(
    orders: Orders, known_ticket: Make, an_order: AnOrder, dispatcher: dict[str, str]
) -> None:
    """A11, A12"""
    ticket = str(await known_ticket())
    numbers = [(await an_order(ticket_id=ticket))["number"] for _ in range(3)]
    await an_order()

    page = await orders.client.get(f"/api/v1/orders?ticket_id={ticket}", headers=dispatcher)

    assert [row["number"] for row in page.json()["items"]] == numbers[::-1]


async def test_the_address_is_the_one_in_the_tickets_city_or_the_one_chosen(
    known_customer: Make, known_ticket: Make, an_order: AnOrder
) -> None:
    """A06"""
    contracts = [contract(1, "Belgrano 120", "Córdoba"), contract(2, "Mitre 5", "Rosario")]
    customer = await known_customer(contracts=contracts)
    ticket = str(await known_ticket(customer_id=customer, city="Rosario"))

    in_city = await an_order(ticket_id=ticket)
    chosen = await an_order(ticket_id=ticket, contract_id=str(UUID(int=1)))

    assert (in_city["address"], in_city["city"]) == ("Mitre 5", "Rosario")
    assert (chosen["address"], chosen["city"]) == ("Belgrano 120", "Córdoba")


async def test_an_unknown_ticket_may_only_be_late(
    orders: Orders, dispatcher: dict[str, str], known_ticket: Make
) -> None:
    body = {"ticket_id": str(uuid4()), "description": "x"}

    answer = await orders.client.post("/api/v1/orders", json=body, headers=dispatcher)

    assert answer.status_code == 404
    assert answer.json()["code"] == "ticket-unknown"
    body["ticket_id"] = str(await known_ticket())
    answer = await orders.client.post("/api/v1/orders", json=body, headers=dispatcher)
    assert answer.status_code == 201


async def test_a_cancelled_ticket_gets_no_orders_and_a_closed_one_keeps_its_own(
    orders: Orders,
    dispatcher: dict[str, str],
    known_ticket: Make,
    an_order: AnOrder,
    hear: Hear,
    show: Show,
) -> None:
    """A02, A13"""
    ticket = await known_ticket()
    opened = await an_order(ticket_id=str(ticket))
    closed = TicketClosedV1(
        ticket_id=ticket,
        number=1,
        title="x",
        closing_text="Listo",
        open_order_count=1,
        closed_by=None,
    )
    await hear(closed, ticket)
    seen = await show(opened["id"])
    assert (seen["state"], seen["ticket_state"]) == ("open", "closed")

    await hear(TicketCancelledV1(ticket_id=ticket, reason="error", cancelled_by=None), ticket)
    body = {"ticket_id": str(ticket), "description": "x"}
    answer = await orders.client.post("/api/v1/orders", json=body, headers=dispatcher)
    assert (answer.status_code, answer.json()["code"]) == (409, "ticket-is-cancelled")


async def test_what_is_learned_of_the_customer_later_completes_the_order(
    orders: Orders,
    known_ticket: Make,
    known_customer: Make,
    an_order: AnOrder,
    hear: Hear,
    show: Show,
) -> None:
    """A05 when the link, and then the customer, arrive after the order was opened."""
    ticket, customer = await known_ticket(), uuid4()
    opened = await an_order(ticket_id=str(ticket))
    assert opened["customer_name"] is None

    linked = TicketCustomerLinkedV1(
        ticket_id=ticket, customer_id=customer, customer_name="Ana", city="Córdoba"
    )
    await hear(linked, ticket)
    assert (await show(opened["id"]))["customer_name"] == "Ana"

    await known_customer(customer)
    seen = await show(opened["id"])
    assert (seen["address"], seen["customer_phone"]) == ("Belgrano 120", "+543515550101")
    assert seen["customer_number"] == "CL-00042"
    assert [event.type for event in await orders.emitted()] == ["orders.order-opened.v1"]


async def test_projections_keep_the_newest_and_may_be_repeated(
    orders: Orders, known_ticket: Make, hear: Hear
) -> None:
    ticket = await known_ticket()
    newer = TicketCustomerLinkedV1(ticket_id=ticket, customer_id=UUID(int=2), city="Rosario")
    older = TicketCustomerLinkedV1(ticket_id=ticket, customer_id=UUID(int=1), city="Salta")

    await hear(newer, ticket, version=5)
    await hear(older, ticket, version=3)
    await hear(newer, ticket, version=5)

    (row,) = await orders.rows("select customer_id, city, version from known_ticket")
    assert (row["customer_id"], row["city"], row["version"]) == (UUID(int=2), "Rosario", 5)


async def test_a_retried_request_opens_one_order(
    orders: Orders, dispatcher: dict[str, str], known_ticket: Make
) -> None:
    body = {"ticket_id": str(await known_ticket()), "description": "Revisar"}
    headers = {**dispatcher, "Idempotency-Key": "k-1"}

    async def send() -> dict[str, Any]:
        answer = await orders.client.post("/api/v1/orders", json=body, headers=headers)
        assert answer.status_code == 201
        told: dict[str, Any] = answer.json()
        return told

    first, second = await asyncio.gather(send(), send())

    assert first == second
    assert len(await orders.rows("select 1 from service_order")) == 1
    reused = await orders.client.post(
        "/api/v1/orders", json={**body, "description": "Otra cosa"}, headers=headers
    )
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency-key-reused")
