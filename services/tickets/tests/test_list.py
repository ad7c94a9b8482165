"""The list of tickets: its columns, filters, pages, and who sees what."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]

STEPS: dict[str, tuple[tuple[str, dict[str, str]], ...]] = {
    "registered": (),
    "assigned": (("assign", {"area": "support"}),),
    "in_progress": (("assign", {"area": "support"}), ("start", {})),
    "finished": (("assign", {"area": "support"}), ("finish", {"resolution": "Listo."})),
    "closed": (
        ("assign", {"area": "support"}),
        ("finish", {"resolution": "Listo."}),
        ("close", {"closing_text": "Listo."}),
    ),
    "cancelled": (("cancel", {"reason": "Duplicado."}),),
}


async def rows(tickets: Tickets, headers: Headers, **params: Any) -> list[dict[str, Any]]:
    answer = await tickets.client.get("/api/v1/tickets", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def numbers(tickets: Tickets, headers: Headers, **params: Any) -> list[int]:
    return [row["number"] for row in await rows(tickets, headers, **params)]


async def one_in_each_state(tickets: Tickets, headers: Headers, open_ticket: Any) -> None:
    """Numbers 1 to 6, in the order of STEPS."""
    for steps in STEPS.values():
        ticket = await open_ticket()
        for step, body in steps:
            url = f"/api/v1/tickets/{ticket['id']}/{step}"
            answer = await tickets.client.post(url, json=body, headers=headers)
            assert answer.status_code == 200, answer.text


async def test_a_row_shows_what_the_grid_needs(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """E06-E21, E61, A59."""
    ticket = await open_ticket(priority="high")
    entry = {"visibility": "public", "body": "Lo vemos."}
    for _ in range(2):
        url = f"/api/v1/tickets/{ticket['id']}/entries"
        await tickets.client.post(url, json=entry, headers=supervisor)
    [row] = await rows(tickets, supervisor)

    assert row.pop("created_at")
    assert row == {
        "id": ticket["id"],
        "number": 1,
        "title": "Sin conexión",
        "area": "support",
        "category": "no-connection",
        "category_name": "Sin conexión",
        "kind": "problem",
        "channel": "staff",
        "priority": "high",
        "priority_label": "Alta",
        "state": "registered",
        "state_label": "Registrado",
        "customer": None,
        "assigned_to": None,
        "contact_id": None,
        "open_orders": 0,
        "comments": 2,
        "version": 3,
        "allowed_actions": ["assign", "comment", "cancel", "recategorize"],
    }


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["registered"], [1]),
        (["assigned", "closed"], [5, 2]),
        (["pending"], [3, 2, 1]),
        (["pending", "cancelled"], [6, 3, 2, 1]),
        ([], [6, 5, 4, 3, 2, 1]),
    ],
)
async def test_states_are_filtered_one_by_one_or_as_pending(
    tickets: Tickets,
    supervisor: Headers,
    open_ticket: Any,
    states: list[str],
    expected: list[int],
) -> None:
    """B30, E04, X07."""
    await one_in_each_state(tickets, supervisor, open_ticket)
    assert await numbers(tickets, supervisor, state=states) == expected


async def test_filters_combine(
    tickets: Tickets, supervisor: Headers, operator: Headers, open_ticket: Any
) -> None:
    """B17, E92, E95, E96."""
    mine, billing, other = [await open_ticket(area=a) for a in ("support", "billing", "support")]
    for ticket, account in ((mine, operator), (other, supervisor)):
        body = {"area": "support", "account_id": account["X-Account-Id"]}
        url = f"/api/v1/tickets/{ticket['id']}/assign"
        assert (await tickets.client.post(url, json=body, headers=supervisor)).status_code == 200

    ask = numbers
    assert await ask(tickets, operator, assignee="me") == [1]
    assert await ask(tickets, operator, assignee=supervisor["X-Account-Id"]) == [3]
    assert await ask(tickets, operator, assignee="none") == [billing["number"]]
    assert await ask(tickets, operator, area="support", state="assigned") == [3, 1]
    assert await ask(tickets, operator, area="support", assignee="none") == []
    assert await ask(tickets, operator, area="billing", state="pending") == [2]


async def test_the_search_finds_numbers_and_parts_of_titles(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """E92, E95; without accents and case, and signs are only signs."""
    for title in ("Sin CONEXIÓN en casa", "Router 100% caído", "Lentitud_nocturna"):
        await open_ticket(title=title)
    for query, expected in (
        ("conexion", [1]),
        ("CONEXIÓN", [1]),
        ("100%", [2]),
        ("%ca", []),
        ("d_n", [3]),
        ("_on", []),
        ("2", [2]),
        ("9" * 25, []),
    ):
        assert await numbers(tickets, supervisor, query=query) == expected, query


async def test_the_customer_filter_and_its_name(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """E09, E10."""
    customer_id = uuid4()
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into customers values ($1, 1, 'C-7', 'Carla Gómez')", (customer_id,)
        )
    await open_ticket()
    await open_ticket(customer_id=str(customer_id))
    [row] = await rows(tickets, supervisor, customer_id=str(customer_id))

    assert row["customer"] == {"id": str(customer_id), "number": "C-7", "name": "Carla Gómez"}


async def test_pages_follow_each_other_without_gaps_or_repeats(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    for _ in range(5):
        await open_ticket()
    seen: list[int] = []
    after: str | None = None
    while True:
        params: dict[str, Any] = {"limit": 2, **({"after": after} if after else {})}
        answer = await tickets.client.get("/api/v1/tickets", params=params, headers=supervisor)
        seen += [row["number"] for row in answer.json()["items"]]
        after = answer.json()["next"]
        await open_ticket()
        if after is None:
            break

    assert seen == [5, 4, 3, 2, 1]


async def test_users_see_their_own_tickets_and_no_others(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B26, B27: out of scope looks exactly like missing, in every door."""
    customer_id = uuid4()
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "insert into customers values ($1, 1, 'C-7', 'Carla Gómez')", (customer_id,)
        )
    rights = ("tickets.read", "tickets.create", "tickets.comment")
    carla = await tickets.account(*rights, role="customer", customer_id=customer_id)
    employee = await tickets.account(*rights, role="employee")
    strange = await open_ticket()
    for_carla = await open_ticket(customer_id=str(customer_id))
    by_carla = await open_ticket(carla)
    by_employee = await open_ticket(employee)

    assert await numbers(tickets, carla) == [by_carla["number"], for_carla["number"]]
    assert await numbers(tickets, employee) == [by_employee["number"]]
    assert await numbers(tickets, carla, query=str(strange["number"])) == []
    url = f"/api/v1/tickets/{strange['id']}"
    entry = {"visibility": "public", "body": "Hola."}
    for answer in (
        await tickets.client.get(url, headers=carla),
        await tickets.client.get(f"{url}/timeline", headers=carla),
        await tickets.client.post(f"{url}/entries", json=entry, headers=carla),
    ):
        missing = await tickets.client.get(f"/api/v1/tickets/{uuid4()}", headers=carla)
        assert answer.status_code == missing.status_code == 404
        assert answer.json() == missing.json()


async def test_users_read_public_lines_only(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B28, X22."""
    rights = ("tickets.read", "tickets.create", "tickets.comment")
    carla = await tickets.account(*rights, role="customer", name="Carla")
    ticket = await open_ticket(carla)
    url = f"/api/v1/tickets/{ticket['id']}"
    for visibility, kind in (("public", "comment"), ("internal", "note")):
        body = {"visibility": visibility, "kind": kind, "body": f"{visibility}!"}
        answer = await tickets.client.post(f"{url}/entries", json=body, headers=supervisor)
        assert answer.status_code == 201
    await tickets.client.post(f"{url}/assign", json={"area": "support"}, headers=supervisor)

    detail = (await tickets.client.get(url, headers=carla)).json()
    assert [line["body"] for line in detail["timeline"]["items"]] == ["public!", ""]
    assert detail["comments"] == 1
    assert detail["allowed_actions"] == ["comment"]
    assert (await tickets.client.get(url, headers=supervisor)).json()["comments"] == 2
    internal = {"visibility": "internal", "body": "x"}
    refused = await tickets.client.post(f"{url}/entries", json=internal, headers=carla)
    assert (refused.status_code, refused.json()["code"]) == (403, "public-comments-only")


async def test_the_timeline_has_pages(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    ticket = await open_ticket()
    url = f"/api/v1/tickets/{ticket['id']}"
    for index in range(60):
        body = {"visibility": "internal", "body": f"{index}"}
        await tickets.client.post(f"{url}/entries", json=body, headers=supervisor)
    first = (await tickets.client.get(url, headers=supervisor)).json()["timeline"]
    params = {"after": first["next"]}
    rest = await tickets.client.get(f"{url}/timeline", params=params, headers=supervisor)
    positions = [line["position"] for line in first["items"] + rest.json()["items"]]

    assert positions == list(range(61, 0, -1))
    assert rest.json()["next"] is None


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"state": "open"}, "wrong-fields"),
        ({"assignee": "somebody"}, "wrong-fields"),
        ({"customer_id": "7"}, "wrong-fields"),
        ({"limit": "0"}, "wrong-fields"),
        ({"limit": "201"}, "wrong-fields"),
        ({"query": "a\x00b"}, "wrong-fields"),
        ({"area": "x" * 61}, "wrong-fields"),
        ({"query": "ab"}, "query-too-short"),
        ({"after": "nonsense"}, "wrong-cursor"),
        ({"after": "WzE1XQ" * 50}, "wrong-cursor"),
        ({"after": "WzFlMzBd"}, "wrong-cursor"),
        ({"after": "WyJhIl0"}, "wrong-cursor"),
    ],
)
async def test_filters_that_make_no_sense_are_refused(
    tickets: Tickets, supervisor: Headers, params: dict[str, str], code: str
) -> None:
    answer = await tickets.client.get("/api/v1/tickets", params=params, headers=supervisor)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


@pytest.mark.parametrize("path", ["", "/{}", "/{}/timeline"])
async def test_the_anonymous_and_those_without_the_permission_read_nothing(
    tickets: Tickets, path: str
) -> None:
    url = "/api/v1/tickets" + path.format(UUID(int=1))
    assert (await tickets.client.get(url)).status_code == 401
    nobody = await tickets.account("orders.read")
    assert (await tickets.client.get(url, headers=nobody)).status_code == 403
    expired = {"Authorization": "Bearer eyJhbGciOiJub25lIn0.e30."}
    assert (await tickets.client.get(url, headers=expired)).status_code == 401
