"""What people do to tickets, over HTTP."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from fastapi.routing import APIRoute

from chassis.policies import policy_names
from chassis_testing.harness import Harness
from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.ports import Transaction
from tickets.inbound.http_commands import router

Tickets = Harness[Transaction]
Headers = dict[str, str]

BODIES: dict[str, Any] = {
    "assign": {"area": "support"},
    "start": None,
    "entries": {"visibility": "internal", "body": "Se revisó el nodo."},
    "finish": {"resolution": "Se reinició la ONU."},
    "close": {"closing_text": "Su servicio fue restablecido."},
    "recategorize": {"category": "slowness"},
    "reopen": {"reason": "Sigue sin conexión."},
    "cancel": {"reason": "Duplicado."},
}


async def do(
    tickets: Tickets, ticket_id: object, action: str, headers: Headers, **body: Any
) -> Any:
    url = f"/api/v1/tickets/{ticket_id}/{action}"
    return await tickets.client.post(url, json=body or BODIES[action], headers=headers)


async def test_a_ticket_goes_all_the_way_and_tells_every_step(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """E71: pending, finished (B51), closed; B52, E80: and back."""
    ticket = await open_ticket(priority="high")
    states = [ticket["state_label"]]
    for action in ("assign", "start", "entries", "finish", "reopen", "finish", "close", "reopen"):
        answer = (await do(tickets, ticket["id"], action, supervisor)).json()
        states.append(answer.get("ticket", answer)["state_label"])

    assert states == [
        "Registrado",
        "Asignado",
        "En Proceso",
        "En Proceso",
        "Finalizado",
        "En Proceso",
        "Finalizado",
        "Cerrado",
        "En Proceso",
    ]
    events = await tickets.emitted()
    assert [event.sequence for event in events] == list(range(1, 10))
    assert {event.key for event in events} == {ticket["id"]}
    assert [event.type.removeprefix("tickets.ticket-") for event in events] == [
        "registered.v1",
        "assigned.v1",
        "started.v1",
        "entry-added.v1",
        "finished.v1",
        "reopened.v1",
        "finished.v1",
        "closed.v1",
        "reopened.v1",
    ]
    assert events[-1].data["reopen_count"] == 2


async def test_the_timeline_tells_who_did_what(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """B48, X22; B51: finishing says what solved it."""
    ticket = await open_ticket()
    for action in ("assign", "entries", "finish", "close"):
        await do(tickets, ticket["id"], action, supervisor)
    url = f"/api/v1/tickets/{ticket['id']}/timeline"
    lines = (await tickets.client.get(url, headers=supervisor)).json()["items"]

    told = [(line["position"], line["kind"], line["visibility"], line["body"]) for line in lines]
    assert told == [
        (5, "closed", "public", "Su servicio fue restablecido."),
        (4, "finished", "public", "Se reinició la ONU."),
        (3, "comment", "internal", "Se revisó el nodo."),
        (2, "assigned", "internal", "support"),
        (1, "registered", "public", ""),
    ]
    assert {line["author_name"] for line in lines} == {"Sofía Supervisora"}
    assert {line["author_id"] for line in lines} == {supervisor["X-Account-Id"]}


async def test_a_ticket_is_assigned_to_a_person_of_an_area_and_again_to_another(
    tickets: Tickets, supervisor: Headers, operator: Headers, open_ticket: Any
) -> None:
    """B37, B38, B44, X12."""
    ticket = await open_ticket()
    for person in (supervisor, operator):
        account_id = person["X-Account-Id"]
        answer = await do(
            tickets, ticket["id"], "assign", supervisor, area="support", account_id=account_id
        )
        assert answer.json()["account_id"] == account_id
    url = f"/api/v1/tickets/{ticket['id']}"
    detail = (await tickets.client.get(url, headers=operator)).json()
    assert detail["assigned_to"] == {
        "area": "support",
        "account_id": operator["X-Account-Id"],
        "name": "Óscar Operador",
    }
    assert detail["allowed_actions"] == ["start", "comment", "finish"]


async def test_only_active_staff_can_own_a_ticket(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    ticket = await open_ticket()
    customer = await tickets.account(role="customer")
    gone = await tickets.account(role="technician")
    async with tickets.system() as connection:
        await connection.exec_driver_sql(
            "update kernel_account set active = false where account_id = $1",
            (gone["X-Account-Id"],),
        )
    for account_id in (str(uuid4()), customer["X-Account-Id"], gone["X-Account-Id"]):
        answer = await do(
            tickets, ticket["id"], "assign", supervisor, area="support", account_id=account_id
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "unknown-account")


async def test_the_assignee_starts_by_writing_and_may_finish_but_not_close(
    tickets: Tickets, supervisor: Headers, operator: Headers, open_ticket: Any
) -> None:
    """X10, X13, E78."""
    ticket = await open_ticket()
    me = {"area": "support", "account_id": operator["X-Account-Id"]}
    await do(tickets, ticket["id"], "assign", supervisor, **me)
    written = await do(tickets, ticket["id"], "entries", operator)
    assert written.status_code == 201
    assert written.json()["ticket"]["state"] == "in_progress"
    assert (await do(tickets, ticket["id"], "finish", operator)).json()["state"] == "finished"

    answer = await do(tickets, ticket["id"], "close", operator)
    assert (answer.status_code, answer.json()["permission"]) == (403, "tickets.close")


async def test_who_does_not_own_it_does_not_finish_it(
    tickets: Tickets, supervisor: Headers, operator: Headers, open_ticket: Any
) -> None:
    """X10."""
    ticket = await open_ticket()
    me = {"area": "support", "account_id": supervisor["X-Account-Id"]}
    await do(tickets, ticket["id"], "assign", supervisor, **me)
    answer = await do(tickets, ticket["id"], "finish", operator)

    assert (answer.status_code, answer.json()["code"]) == (403, "not-your-ticket")


@pytest.mark.parametrize(
    ("path", "action", "code"),
    [
        (["cancel"], "assign", "ticket-is-cancelled"),
        (["cancel"], "entries", "ticket-is-cancelled"),
        (["cancel"], "cancel", "ticket-is-cancelled"),
        (["assign", "finish"], "cancel", "ticket-is-finished"),
        (["assign", "finish"], "recategorize", "ticket-is-finished"),
        (["assign", "finish"], "finish", "ticket-is-finished"),
        (["assign", "finish", "close"], "assign", "ticket-is-closed"),
        (["assign", "finish", "close"], "close", "ticket-is-closed"),
        (["assign"], "close", "ticket-not-finished"),
        (["assign"], "reopen", "ticket-not-finished"),
        ([], "finish", "ticket-not-assigned"),
        ([], "start", "ticket-not-assigned"),
    ],
)
async def test_what_the_state_forbids_is_a_conflict_that_says_why(
    tickets: Tickets,
    supervisor: Headers,
    open_ticket: Any,
    path: list[str],
    action: str,
    code: str,
) -> None:
    """B36, B50, B53, X08."""
    ticket = await open_ticket()
    for step in path:
        assert (await do(tickets, ticket["id"], step, supervisor)).status_code == 200
    before = await tickets.emitted()
    answer = await do(tickets, ticket["id"], action, supervisor)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code
    now = (await tickets.client.get(f"/api/v1/tickets/{ticket['id']}", headers=supervisor)).json()
    assert answer.json()["state"] == now["state"]
    assert await tickets.emitted() == before


async def test_a_closed_ticket_takes_comments(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """E73."""
    ticket = await open_ticket()
    for action in ("assign", "finish", "close"):
        await do(tickets, ticket["id"], action, supervisor)

    assert (await do(tickets, ticket["id"], "entries", supervisor)).status_code == 201


async def test_reopening_what_is_closed_needs_more_than_reopening(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """X08."""
    ticket = await open_ticket()
    for action in ("assign", "finish", "close"):
        await do(tickets, ticket["id"], action, supervisor)
    chief = await tickets.account("tickets.reopen", "tickets.read", role="supervisor")
    answer = await do(tickets, ticket["id"], "reopen", chief)

    assert answer.status_code == 403
    assert answer.json()["permission"] == "tickets.reopen-closed"


async def test_several_people_at_once_are_served_one_after_the_other(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """All lines are there; one finish wins, the others are told that it is finished."""
    ticket = await open_ticket()
    await do(tickets, ticket["id"], "assign", supervisor)
    written = await asyncio.gather(
        *(do(tickets, ticket["id"], "entries", supervisor) for _ in range(8))
    )
    assert {answer.status_code for answer in written} == {201}
    ended = await asyncio.gather(
        *(do(tickets, ticket["id"], "finish", supervisor) for _ in range(5))
    )
    assert sorted(answer.status_code for answer in ended) == [200, 409, 409, 409, 409]
    assert {a.json()["code"] for a in ended if a.status_code == 409} == {"ticket-is-finished"}
    assert [event.sequence for event in await tickets.emitted()] == list(range(1, 12))


@pytest.mark.parametrize("action", list(BODIES))
async def test_the_anonymous_and_those_without_the_permission_are_refused(
    tickets: Tickets, open_ticket: Any, action: str
) -> None:
    ticket = await open_ticket()
    anonymous = await do(tickets, ticket["id"], action, {})
    assert (anonymous.status_code, anonymous.json()["code"]) == (401, "token-required")
    nobody = await tickets.account("tickets.read", role="supervisor")
    refused = await do(tickets, ticket["id"], action, nobody)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize("action", list(BODIES))
async def test_a_ticket_nobody_knows_is_not_found(
    tickets: Tickets, supervisor: Headers, action: str
) -> None:
    answer = await do(tickets, uuid4(), action, supervisor)
    assert (answer.status_code, answer.json()["code"]) == (404, "ticket-not-found")


@pytest.mark.parametrize("action", [name for name, body in BODIES.items() if body])
@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"{not json", 400),
        (b"[]", 422),
        (b"{}", 422),
        (b'{"area": "", "body": " ", "resolution": " ", "closing_text": "", "reason": ""}', 422),
        (b'{"area": 5, "body": 5, "resolution": 5, "closing_text": 5, "reason": 5}', 422),
    ],
)
async def test_bodies_that_make_no_sense_are_refused(
    tickets: Tickets, supervisor: Headers, action: str, content: bytes, status: int
) -> None:
    answer = await tickets.client.post(
        f"/api/v1/tickets/{uuid4()}/{action}",
        content=content,
        headers={**supervisor, "Content-Type": "application/json"},
    )
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_what_screens_may_offer_needs_what_the_routes_need() -> None:
    """The permissions behind `allowed_actions` are those of the routes."""
    needed = {
        route.path.rsplit("/", 1)[-1]: policy_names(route.dependant)
        for route in router.routes
        if isinstance(route, APIRoute)
    }
    needed["comment"] = needed.pop("entries")
    del needed["tickets"]

    assert needed == {action.value: [name] for action, name in PERMISSION_FOR.items()}
