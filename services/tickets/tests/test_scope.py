"""Who sees which tickets, through every door: what is out of sight does not exist."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness
from tickets.application.ports import Transaction

Tickets = Harness[Transaction]
Headers = dict[str, str]
People = dict[str, Headers]

_RIGHTS = (
    "tickets.read", "tickets.create", "tickets.assign", "tickets.comment", "tickets.finish",
    "tickets.close", "tickets.reopen", "tickets.reopen-closed", "tickets.cancel",
    "tickets.recategorize",
)  # fmt: skip
_COMMANDS: dict[str, dict[str, str]] = {
    "assign": {"area": "support"},
    "start": {},
    "entries": {"visibility": "internal", "body": "Hola."},
    "finish": {"resolution": "Hecho."},
    "close": {"closing_text": "Hecho."},
    "reopen": {"reason": "Sigue."},
    "cancel": {"reason": "Doble."},
    "recategorize": {"category": "slowness"},
}


@pytest_asyncio.fixture
async def people(tickets: Tickets) -> People:
    """Two areas with a supervisor and a technician each, the desk, and an administrator."""
    found: People = {"admin": await tickets.account(*_RIGHTS, role="administrator", areas=())}
    for area in ("support", "billing"):
        for role in ("supervisor", "technician", "operator"):
            found[f"{role} of {area}"] = await tickets.account(*_RIGHTS, role=role, areas=(area,))
    return found


async def numbers(tickets: Tickets, headers: Headers, **params: str) -> list[int]:
    answer = await tickets.client.get("/api/v1/tickets", params=params, headers=headers)
    return [row["number"] for row in answer.json()["items"]]


async def do(tickets: Tickets, who: Headers, ticket_id: str, step: str, **body: Any) -> Any:
    url = f"/api/v1/tickets/{ticket_id}/{step}"
    return await tickets.client.post(url, json=body or None, headers=who)


async def test_each_sees_what_is_theirs(tickets: Tickets, people: People, open_ticket: Any) -> None:
    """B07, B17, B23, B24, B41, D04."""
    support = await open_ticket(people["operator of support"], area="support")
    billing = await open_ticket(people["operator of billing"], area="billing")
    for ticket, area in ((support, "support"), (billing, "billing")):
        given = await do(tickets, people["admin"], ticket["id"], "assign", area=area)
        assert given.status_code == 200
    third = await open_ticket(people["operator of support"], area="support")
    lucia = people["technician of support"]
    named = {"area": "support", "account_id": lucia["X-Account-Id"]}
    assert (await do(tickets, people["admin"], third["id"], "assign", **named)).status_code == 200
    untouched = await open_ticket(people["operator of support"], area="support")

    all_ = [untouched["number"], third["number"], billing["number"], support["number"]]
    mine = [third["number"], support["number"]]
    expected = {
        "admin": all_,
        "operator of support": all_,
        "operator of billing": all_,
        "supervisor of support": [untouched["number"], *mine],
        "supervisor of billing": [billing["number"]],
        "technician of support": mine,
        "technician of billing": [billing["number"]],
    }
    for name, seen in expected.items():
        assert await numbers(tickets, people[name]) == seen, name
        assert await numbers(tickets, people[name], area="support") == [
            number for number in seen if number != billing["number"]
        ]
        for ticket in (support, billing, third, untouched):
            by_number = await numbers(tickets, people[name], query=str(ticket["number"]))
            detail = await tickets.client.get(
                f"/api/v1/tickets/{ticket['id']}", headers=people[name]
            )
            is_seen = ticket["number"] in seen
            assert (by_number == [ticket["number"]], detail.is_success) == (is_seen, is_seen)


@pytest.mark.parametrize("who", ["supervisor of billing", "technician of billing"])
async def test_what_is_out_of_sight_is_as_missing(
    tickets: Tickets, people: People, open_ticket: Any, who: str
) -> None:
    """The same body as for an id nobody ever had, at every door; nothing changes."""
    ticket = await open_ticket(people["operator of support"])
    before = await tickets.emitted()
    correlation = {"X-Correlation-Id": str(uuid4())}
    for step in ("", "/timeline"):
        answers = [
            await tickets.client.get(
                f"/api/v1/tickets/{each}{step}", headers=people[who] | correlation
            )
            for each in (ticket["id"], str(uuid4()))
        ]
        assert_alike(*answers)
    for step, body in _COMMANDS.items():
        answers = [
            await tickets.client.post(
                f"/api/v1/tickets/{each}/{step}", json=body, headers=people[who] | correlation
            )
            for each in (ticket["id"], str(uuid4()))
        ]
        assert_alike(*answers)
    assert await tickets.emitted() == before


def assert_alike(one: Any, other: Any) -> None:
    """Status, body and headers."""
    assert one.status_code == other.status_code == 404
    assert one.content == other.content
    assert dict(one.headers) == dict(other.headers)


async def test_a_supervisor_names_people_of_their_own_area_alone(
    tickets: Tickets, people: People, open_ticket: Any
) -> None:
    """B22, C27: to another area a ticket goes as a whole, and then it is out of sight."""
    boss = people["supervisor of support"]
    ticket = await open_ticket(people["operator of support"])
    stranger = people["technician of billing"]["X-Account-Id"]

    theirs = await do(tickets, boss, ticket["id"], "assign", area="billing", account_id=stranger)
    assert (theirs.status_code, theirs.json()["code"]) == (403, "not-your-area")
    wrong = await do(tickets, boss, ticket["id"], "assign", area="support", account_id=stranger)
    nobody = await do(
        tickets, boss, ticket["id"], "assign", area="support", account_id=str(uuid4())
    )
    assert wrong.content == nobody.content
    assert (wrong.status_code, wrong.json()["code"]) == (422, "unknown-account")

    given = await do(tickets, boss, ticket["id"], "assign", area="billing")
    assert (given.status_code, given.json()["area"]) == (200, "billing")
    assert await numbers(tickets, boss) == []
    assert await numbers(tickets, people["technician of billing"]) == [ticket["number"]]


async def test_what_somebody_opened_for_another_area_they_only_see(
    tickets: Tickets, people: People, open_ticket: Any
) -> None:
    """B55, B57, X24."""
    boss = people["supervisor of support"]
    ticket = await open_ticket(boss, area="billing")

    assert await numbers(tickets, boss) == [ticket["number"]]
    for step in ("assign", "cancel"):
        answer = await do(tickets, boss, ticket["id"], step, **_COMMANDS[step])
        assert (answer.status_code, answer.json()["code"]) == (403, "not-your-area")


async def test_a_granted_permission_widens_what_somebody_sees(
    tickets: Tickets, people: People, open_ticket: Any
) -> None:
    """B16: a technician may be shown the whole area, or everything."""
    ticket = await open_ticket(people["operator of support"])
    wider = await tickets.account("tickets.read", "scope.area", role="technician")
    widest = await tickets.account("tickets.read", "scope.all", role="technician", areas=())
    customer = await tickets.account("tickets.read", "scope.all", role="customer")

    assert await numbers(tickets, wider) == [ticket["number"]]
    assert await numbers(tickets, widest) == [ticket["number"]]
    assert await numbers(tickets, customer) == []


async def test_a_contact_with_a_ticket_elsewhere_names_none(
    tickets: Tickets, people: People, open_ticket: Any
) -> None:
    """That it is taken is said; which ticket it has, only to those who see it."""
    contact_id = str(uuid4())
    await open_ticket(people["operator of support"], contact_id=contact_id)
    body = {
        "area": "billing", "category": "information", "title": "T", "description": "D",
        "contact_id": contact_id,
    }  # fmt: skip
    answer = await tickets.client.post(
        "/api/v1/tickets", json=body, headers=people["supervisor of billing"]
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "contact-has-ticket")
    assert "ticket_id" not in answer.json()
