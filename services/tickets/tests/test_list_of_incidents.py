"""Lists by what tickets are about, and by how they came."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness, record_of
from contracts.intake import ContactTakenV1
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]


async def numbers(tickets: Tickets, headers: Headers, **params: Any) -> list[int]:
    answer = await tickets.client.get("/api/v1/tickets", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    return [row["number"] for row in answer.json()["items"]]


def taken(channel: str) -> Any:
    event = ContactTakenV1(
        contact_id=uuid4(),
        channel=channel,
        account_id=uuid4(),
        account_name="Óscar Operador",
        waited_seconds=2,
        reason="Sin conexión",
        summary="Luz roja.",
    )
    return record_of(event, key=event.contact_id, version=2)


async def customer(tickets: Tickets) -> tuple[Headers, UUID]:
    customer_id = uuid4()
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into customers values ($1, 1, 'C-7', 'Carla Gómez')", (customer_id,)
        )
    rights = ("tickets.read", "tickets.create")
    headers = await tickets.account(*rights, role="customer", areas=(), customer_id=customer_id)
    return headers, customer_id


async def test_tickets_with_incidents_are_about_a_problem(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B18, E97."""
    for category in ("no-connection", "information", "slowness"):
        await open_ticket(category=category)
    await tickets.deliver([taken("call")])
    wide = await tickets.account("tickets.read", "scope.all", role="supervisor")

    assert await numbers(tickets, wide, kind="problem") == [3, 1]
    assert await numbers(tickets, wide, kind="requirement") == [2]
    assert await numbers(tickets, wide, category=["slowness", "information"]) == [3, 2]
    assert await numbers(tickets, wide, category="information", kind="problem") == []
    assert await numbers(tickets, wide) == [4, 3, 2, 1]


async def test_what_came_from_the_customers_app_is_told_from_the_rest(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """E38: of one customer too, however else they reached us."""
    carla, customer_id = await customer(tickets)
    own = {"customer_id": str(customer_id)}
    await open_ticket(**own)
    await open_ticket(carla)
    await tickets.deliver([taken("call"), taken("chat")])
    wide = await tickets.account("tickets.read", "scope.all", role="supervisor")

    assert await numbers(tickets, wide, channel="app") == [2]
    assert await numbers(tickets, wide, channel="app", **own) == [2]
    assert await numbers(tickets, wide, channel="staff", **own) == [1]
    assert await numbers(tickets, wide, channel=["call", "chat"]) == [4, 3]
    page = await tickets.client.get("/api/v1/tickets", headers=wide)
    channels = [row["channel"] for row in page.json()["items"]]
    assert channels == ["chat", "call", "app", "staff"]


async def test_filters_show_nobody_more_than_is_theirs(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B24, B26."""
    await open_ticket(area="support")
    stranger, _ = await customer(tickets)
    boss = await tickets.account("tickets.read", role="supervisor", areas=("billing",))

    for who in (stranger, boss):
        assert await numbers(tickets, who, kind="problem") == []
        assert await numbers(tickets, who, channel="staff") == []


@pytest.mark.parametrize(
    "params", [{"kind": "incident"}, {"channel": "fax"}, {"category": ["x"] * 51}]
)
async def test_what_is_no_filter_is_refused(
    tickets: Tickets, supervisor: Headers, params: dict[str, Any]
) -> None:
    answer = await tickets.client.get("/api/v1/tickets", params=params, headers=supervisor)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
