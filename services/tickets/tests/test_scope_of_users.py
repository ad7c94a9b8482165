"""Users never read what is internal."""

from typing import Any
from uuid import uuid4

from chassis_testing.harness import Harness
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
CANARY = "canario-7c1f"
_RIGHTS = ("tickets.read", "tickets.create", "tickets.assign", "tickets.comment")


async def do(tickets: Tickets, who: dict[str, str], ticket_id: str, step: str, **body: Any) -> Any:
    url = f"/api/v1/tickets/{ticket_id}/{step}"
    return await tickets.client.post(url, json=body, headers=who)


async def test_users_never_read_what_is_internal(tickets: Tickets, open_ticket: Any) -> None:
    """B28: the canary is in every internal place, and in no answer a customer gets."""
    customer_id = uuid4()
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into customers values ($1, 1, 'C-7', 'Carla Gómez')", (customer_id,)
        )
    rights = ("tickets.read", "tickets.create", "tickets.comment")
    carla = await tickets.account(*rights, role="customer", areas=(), customer_id=customer_id)
    boss = await tickets.account(*_RIGHTS, role="supervisor", name=CANARY)
    ticket = await open_ticket(boss, customer_id=str(customer_id))
    here = {"area": "support", "account_id": boss["X-Account-Id"]}
    assert (await do(tickets, boss, ticket["id"], "assign", **here)).is_success
    for kind in ("comment", "note"):
        body = {"kind": kind, "visibility": "internal", "body": CANARY}
        assert (await do(tickets, boss, ticket["id"], "entries", **body)).is_success
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into orders (order_id, ticket_id, version, state, changed_at, description,"
            " resolution) select id, id, 1, 'open', now(), $1::text, $1::text from tickets",
            (CANARY,),
        )
        # Whose name stands on a public line is public.
        await connection.exec_driver_sql("update timeline set author_name = null")

    url = f"/api/v1/tickets/{ticket['id']}"
    public = {"visibility": "public", "body": "Gracias."}
    answers = [
        await tickets.client.get("/api/v1/tickets", headers=carla),
        await tickets.client.get("/api/v1/tickets", params={"query": CANARY}, headers=carla),
        await tickets.client.get(url, headers=carla),
        await tickets.client.get(f"{url}/timeline", headers=carla),
        await do(tickets, carla, ticket["id"], "entries", **public),
    ]
    for answer in answers:
        assert answer.is_success
        assert CANARY not in answer.text + str(answer.headers)
    detail = answers[2].json()
    hidden = ("assigned_to", "contact_id", "created_by", "created_by_name")
    assert {name: detail[name] for name in hidden} == dict.fromkeys(hidden)
    assert (detail["orders"], detail["open_orders"], detail["comments"]) == ([], 0, 0)
    kinds = [line["kind"] for line in answers[3].json()["items"]]
    assert kinds == ["started", "registered"]
