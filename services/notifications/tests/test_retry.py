"""Another try for e-mails that did not arrive."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx2

from local_stack.mail_sink.faults import Fault

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, World


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
