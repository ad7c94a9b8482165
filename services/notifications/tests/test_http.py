"""E-mails for people: who may see them, lists and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from fastapi.routing import APIRoute

from chassis.policies import policy_names

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, World

PATHS = [
    ("GET", "/api/v1/emails"),
    ("GET", f"/api/v1/emails/{UUID(int=7)}"),
    ("POST", f"/api/v1/emails/{UUID(int=7)}/retry"),
]


async def test_every_route_has_one_policy(world: World) -> None:
    routes = world.harness.service.definition.routers[0].routes

    assert [policy_names(r.dependant) for r in routes if isinstance(r, APIRoute)] == [
        ["emails.read"],
        ["emails.read"],
        ["kernel.repair"],
    ]


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_strangers_are_asked_who_they_are(world: World, method: str, path: str) -> None:
    answer = await world.harness.client.request(method, path)

    assert answer.status_code == 401


@pytest.mark.parametrize(("method", "path"), PATHS)
async def test_who_may_not_is_told_so(world: World, method: str, path: str) -> None:
    headers = await world.harness.account("tickets.read")

    answer = await world.harness.client.request(method, path, headers=headers)

    assert answer.status_code == 403


async def test_the_list_shows_no_texts(world: World, closed: Make) -> None:
    await world.harness.deliver([closed()])

    assert not {"body_text", "body_html"} & set(await world.only_email())


async def test_pages_show_every_e_mail_once_the_newest_first(world: World, closed: Make) -> None:
    for _ in range(3):
        await world.harness.deliver([closed(), closed()])
    headers = await world.harness.account("emails.read")
    seen, after = [], ""
    while after is not None:
        query = {"limit": "4"} | ({"after": after} if after else {})
        page = await world.harness.client.get("/api/v1/emails", params=query, headers=headers)
        seen += page.json()["items"]
        after = page.json()["next"]

    assert len({email["id"] for email in seen}) == len(seen) == 6
    moments = [email["created_at"] for email in seen]
    assert moments == sorted(moments, reverse=True)


async def test_the_list_is_filtered_by_state_and_ticket(world: World, closed: Make) -> None:
    ticket_id = uuid4()
    await world.harness.deliver([closed(), closed(ticket_id=ticket_id), closed(customer_email="")])

    assert len(await world.emails("?state=waiting")) == 2
    assert len(await world.emails(f"?state=waiting&ticket_id={ticket_id}")) == 1
    assert len(await world.emails(f"?state=sent&ticket_id={ticket_id}")) == 0


@pytest.mark.parametrize(
    "query",
    [
        "state=lost",
        "ticket_id=1",
        "limit=0",
        "limit=1000000000",
        "after=nonsense",
        "after=WyJ5ZXN0ZXJkYXkiLDFd",
        "after=WyIyMDI2LTAxLTAxVDAwOjAwOjAwIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0",
    ],
)
async def test_a_wrong_question_is_refused(world: World, query: str) -> None:
    headers = await world.harness.account("emails.read")

    answer = await world.harness.client.get(f"/api/v1/emails?{query}", headers=headers)

    assert answer.status_code == 422
    assert answer.json()["code"] in {"wrong-fields", "wrong-cursor"}
