"""E-mails for people: lists, details, and another try."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx2
import pytest
from fastapi.routing import APIRoute

from chassis.policies import policy_names
from local_stack.mail_sink.faults import Fault

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, World

PATHS = [
    ("GET", "/api/v1/emails"),
    ("GET", f"/api/v1/emails/{uuid4()}"),
    ("POST", f"/api/v1/emails/{uuid4()}/retry"),
]


async def undeliverable(world: World, closed: Make, **changes: Any) -> str:
    """The id of an e-mail that the mail server refused."""
    world.refuse(Fault.REFUSE_550)
    await world.harness.deliver([closed(**changes)])
    await world.attempt()
    return str((await world.only_email())["id"])


async def retry(world: World, email_id: object, **headers: str) -> httpx2.Response:
    """Ask for another try."""
    account = await world.harness.account("kernel.repair")
    path = f"/api/v1/emails/{email_id}/retry"
    return await world.harness.client.post(path, headers=account | headers)


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


async def test_readers_see_what_was_written_but_may_not_repeat_it(
    world: World, closed: Make
) -> None:
    email_id = await undeliverable(world, closed)
    headers = await world.harness.account("emails.read")

    answer = await world.harness.client.get(f"/api/v1/emails/{email_id}", headers=headers)
    refused = await world.harness.client.post(f"/api/v1/emails/{email_id}/retry", headers=headers)

    email = answer.json()
    assert email["state"] == "undeliverable"
    assert email["attempts"] == 1
    assert email["last_error"] == "550 5.1.1 No such address"
    assert "Cambiamos el conector." in email["body_text"]
    assert email["body_html"].startswith("<!doctype html>")
    assert email["message_id"] == f"<{email_id}@localhost.localdomain>"
    assert refused.status_code == 403


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


async def test_an_e_mail_that_is_not_there_is_not_found(world: World) -> None:
    headers = await world.harness.account("emails.read")

    answer = await world.harness.client.get(f"/api/v1/emails/{uuid4()}", headers=headers)

    assert answer.status_code == 404
    assert (await retry(world, uuid4())).status_code == 404


async def test_an_undeliverable_e_mail_can_be_sent_again(world: World, closed: Make) -> None:
    email_id = await undeliverable(world, closed)

    answer = await retry(world, email_id)
    await world.attempt()

    assert answer.status_code == 202
    assert answer.json()["state"] == "waiting"
    email = await world.only_email()
    assert (email["state"], email["attempts"], email["last_error"]) == ("sent", 2, None)
    told = await world.harness.emitted()
    assert [(event.type.rpartition(".e")[2], event.sequence) for event in told] == [
        ("mail-failed.v1", 1),
        ("mail-sent.v1", 2),
    ]


async def test_another_try_goes_to_the_address_the_customer_has_now(
    world: World, closed: Make, customer: Make
) -> None:
    customer_id = uuid4()
    email_id = await undeliverable(world, closed, customer_id=customer_id)
    await world.harness.deliver([customer(customer_id, emails=["right@example.com"])])

    await retry(world, email_id)
    await world.attempt()

    assert world.store.find()[0].recipients == ("right@example.com",)


async def test_an_e_mail_that_was_sent_is_not_sent_again(world: World, closed: Make) -> None:
    await world.harness.deliver([closed()])
    await world.attempt()

    answer = await retry(world, (await world.only_email())["id"])

    assert (answer.status_code, answer.json()["code"]) == (409, "email-is-not-undeliverable")
    assert not await world.attempt()


async def test_an_e_mail_without_address_needs_one_first(
    world: World, closed: Make, customer: Make
) -> None:
    customer_id = uuid4()
    await world.harness.deliver([customer(customer_id, emails=[])])
    await world.harness.deliver([closed(customer_id=customer_id, customer_email=None)])

    answer = await retry(world, (await world.only_email())["id"])

    assert (answer.status_code, answer.json()["code"]) == (409, "no-address")


async def test_of_two_who_want_another_try_one_gets_it(world: World, closed: Make) -> None:
    email_id = await undeliverable(world, closed)

    answers = await asyncio.gather(retry(world, email_id), retry(world, email_id))

    assert sorted(answer.status_code for answer in answers) == [202, 409]
    assert await world.attempt()
    assert not await world.attempt()


async def test_the_same_request_twice_is_answered_twice_alike(world: World, closed: Make) -> None:
    email_id = await undeliverable(world, closed)
    account = await world.harness.account("kernel.repair")
    headers = account | {"Idempotency-Key": "again-1"}

    path = f"/api/v1/emails/{email_id}/retry"
    first = await world.harness.client.post(path, headers=headers)
    second = await world.harness.client.post(path, headers=headers)

    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json() == second.json()


async def test_news_that_cross_each_other_leave_no_e_mail_behind(
    world: World, closed: Make, customer: Make
) -> None:
    """The end of a ticket and its customer, read at the same moment by two consumers."""
    for _ in range(10):
        customer_id = uuid4()
        await asyncio.gather(
            world.harness.deliver([closed(customer_id=customer_id, customer_email=None)]),
            world.harness.deliver([customer(customer_id)]),
        )

    assert await world.emails("?state=no-address") == []
    assert len(await world.emails("?state=waiting")) == 10
