"""Who sees which orders: what is out of sight does not exist, at any door."""

from collections.abc import Awaitable, Callable
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness
from chassis_testing.scopes import (
    ACCOUNTS,
    AREAS,
    disagreements,
    random_actors,
    rows_without_scope,
)
from contracts.tickets import TicketAssignedV1
from orders.application.ports import Transaction
from orders.outbound.scope import KNOWN_TICKETS, ORDERS
from orders.outbound.tables import KNOWN_TICKET, SERVICE_ORDER

Orders = Harness[Transaction]
Make = Callable[..., Awaitable[Any]]
Headers = dict[str, str]
RIGHTS = tuple(
    f"orders.{name}"
    for name in ("read", "create", "dispatch", "follow-up", "schedule", "finish", "cancel")
)
COMMANDS: dict[str, dict[str, str]] = {
    "dispatch": {},
    "follow-ups": {"body": "Hola"},
    "reschedule": {"reason": "Nadie"},
    "slots": {"day": "2026-12-01", "start": "09:00", "end": "12:00"},
    "finish": {"resolution": "Listo"},
    "cancel": {"reason": "Doble"},
    "reconcile": {"note": "Visto"},
}

_INSERT = """
insert into service_order (id, number, ticket_id, ticket_number, area, ticket_area,
  ticket_account_id, state, description, created_at, created_by, created_by_name, dispatch_state,
  external_refs, attempts, needs_reconciliation, version, news)
values ($1, nextval('service_order_number'), $1, 1, $2, $3, $4, 'open', 'x', now(), $5, 'Ana',
  'none', '[]', 0, false, 1, 1)
"""
_INSERT_TICKET = """
insert into known_ticket (ticket_id, number, state, version, area, account_id, registered_by)
values ($1, 1, 'active', 1, $2, $3, $4)
"""


async def test_all_forms_of_the_scope_agree(orders: Orders) -> None:
    """A14, B17, B23, B24: predicate, clause, condition and row security, on random rows."""
    chance = Random(6)  # noqa: S311 - no secret
    async with orders.system() as connection:
        for _ in range(300):
            person, other = (chance.choice((None, *ACCOUNTS)) for _ in range(2))
            area, another = chance.choice(AREAS), chance.choice((None, *AREAS))
            values = (uuid4(), area, another, person, other)
            await connection.exec_driver_sql(_INSERT, values)
            await connection.exec_driver_sql(_INSERT_TICKET, (uuid4(), another, person, other))

    engine, actors = orders.service.engine, random_actors(chance, 70)
    assert await disagreements(engine, ORDERS, SERVICE_ORDER, "id", actors) == []
    assert await disagreements(engine, KNOWN_TICKETS, KNOWN_TICKET, "ticket_id", actors) == []


async def test_without_a_scope_no_row_is_there(orders: Orders, an_order: Make) -> None:
    await an_order()
    tables = ("service_order", "timeline_entry", "known_ticket", "known_customer", "order_slot")
    assert await rows_without_scope(orders.service.engine, tables) == dict.fromkeys(tables, 0)
    assert len(await orders.rows("select 1 from timeline_entry")) > 0


async def numbers(orders: Orders, headers: Headers) -> list[int]:
    answer = await orders.client.get("/api/v1/orders", headers=headers)
    return [row["number"] for row in answer.json()["items"]]


async def test_each_sees_the_orders_of_their_work(
    orders: Orders, an_order: Make, known_ticket: Make, hear: Make
) -> None:
    """A02, A11, A14, B24: the order's area, the ticket's area, and who has the ticket."""
    ticket = await known_ticket(area="billing")
    number = (await an_order(ticket_id=str(ticket)))["number"]

    async def sees(role: str, *areas: str, **more: Any) -> bool:
        headers = await orders.account("orders.read", role=role, areas=areas, **more)
        return await numbers(orders, headers) == [number]

    assert await sees("operator", "support")
    assert await sees("supervisor", "technical")
    assert await sees("supervisor", "billing")
    assert not await sees("supervisor", "support")
    assert await sees("technician", "technical")
    assert not await sees("technician", "billing")
    assert not await sees("customer", customer_id=uuid4())

    given = await orders.account("orders.read", role="technician", areas=("support",))
    assert await numbers(orders, given) == []
    event = TicketAssignedV1(
        ticket_id=ticket, area="support", account_id=UUID(given["X-Account-Id"])
    )
    await hear(event, ticket)
    assert await numbers(orders, given) == [number]
    assert not await sees("supervisor", "billing")
    assert await sees("supervisor", "support")


@pytest.mark.parametrize("role", ["supervisor", "technician"])
async def test_what_is_out_of_sight_is_as_missing(
    orders: Orders, an_order: Make, role: str
) -> None:
    """The same body as for an id nobody ever had, at every door; nothing changes."""
    order = await an_order()
    headers = await orders.account(*RIGHTS, role=role, areas=("elsewhere",))
    headers |= {"X-Correlation-Id": str(uuid4())}
    before = await orders.emitted()
    nobody = str(uuid4())
    for step, body in COMMANDS.items():
        answers = [
            await orders.client.post(f"/api/v1/orders/{each}/{step}", json=body, headers=headers)
            for each in (order["id"], nobody)
        ]
        assert_alike(*answers)
    shown = [
        await orders.client.get(f"/api/v1/orders/{each}", headers=headers)
        for each in (order["id"], nobody)
    ]
    assert_alike(*shown)
    opened = [
        await orders.client.post(
            "/api/v1/orders", json={"ticket_id": each, "description": "x"}, headers=headers
        )
        for each in (order["ticket_id"], nobody)
    ]
    assert_alike(*opened)
    assert await orders.emitted() == before


def assert_alike(one: Any, other: Any) -> None:
    """Status, body and headers."""
    assert one.status_code == other.status_code == 404, one.text
    assert one.content == other.content
    assert dict(one.headers) == dict(other.headers)
