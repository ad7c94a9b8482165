"""Whoever asks to be forgotten is forgotten, whatever has become of the e-mails to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from chassis.privacy_answers import ERASE_AGAIN
from chassis.records import StoredRecord
from chassis_testing.harness import record_of
from contracts.privacy import ErasureAskedV1, ErasureReceiptV1
from local_stack.mail_sink.faults import Fault

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, World

PERSON = UUID(int=42)
CANARIES = ("José", "Núñez", "jose@example.com", "conector", "Córdoba")
FORGOTTEN = {
    "recipient_name": "",
    "facts": {},
    "subject": "",
    "body_text": "",
    "body_html": "",
}


def erasure() -> StoredRecord:
    event = ErasureAskedV1(request_id=uuid4(), customer_id=PERSON, other_ids=[])
    return record_of(event, key=PERSON, version=None)


async def mails(world: World) -> dict[str, dict[str, Any]]:
    """All rows, by their state."""
    return {row["state"]: row for row in await world.harness.rows("select * from email")}


async def one_of_each_state(world: World, closed: Make) -> None:
    """Mails to the person: sent, undeliverable, without an address, and one on its way."""
    await world.harness.deliver([closed(customer_id=PERSON)])
    await world.attempt()
    world.refuse(Fault.REFUSE_550)
    await world.harness.deliver([closed(customer_id=PERSON)])
    await world.attempt()
    await world.harness.deliver([closed(customer_id=PERSON, customer_email=None)])
    await world.harness.deliver([closed(customer_id=PERSON)])


async def test_what_is_settled_is_forgotten_and_what_is_on_its_way_arrives_first(
    world: World, closed: Make
) -> None:
    await one_of_each_state(world, closed)

    await world.harness.deliver([erasure()])
    await world.harness.fire(ERASE_AGAIN)

    kept = await mails(world)
    assert set(kept) == {"sent", "undeliverable", "no-address", "waiting"}
    for state, recipient in (("sent", ""), ("undeliverable", ""), ("no-address", None)):
        assert kept[state].items() >= (FORGOTTEN | {"recipient": recipient}).items()
    assert kept["waiting"]["recipient"] == "jose@example.com"
    receipts = [e for e in await world.harness.emitted() if e.type == ErasureReceiptV1.type]
    assert receipts[0].data["rows"]["email"] == 3


async def test_a_mail_that_arrives_after_the_erasure_is_forgotten_then(
    world: World, closed: Make
) -> None:
    await one_of_each_state(world, closed)
    await world.harness.deliver([erasure()])

    assert await world.attempt()

    rows = await world.harness.rows("select * from email")
    assert sorted(row["state"] for row in rows) == ["no-address", "sent", "sent", "undeliverable"]
    assert [canary for canary in CANARIES if canary in str(rows)] == []
    assert len(world.mails) == 2
    assert not await world.attempt()


async def test_a_mail_that_is_refused_after_the_erasure_is_forgotten_then(
    world: World, closed: Make
) -> None:
    await world.harness.deliver([closed(customer_id=PERSON), erasure()])
    world.refuse(Fault.REFUSE_550)

    assert await world.attempt()

    row = (await mails(world))["undeliverable"]
    assert row.items() >= (FORGOTTEN | {"recipient": ""}).items()


async def test_what_was_forgotten_is_not_sent_again(world: World, closed: Make) -> None:
    world.refuse(Fault.REFUSE_550)
    await world.harness.deliver([closed(customer_id=PERSON)])
    await world.attempt()
    await world.harness.deliver([erasure()])
    headers = await world.harness.account("kernel.repair")

    email_id = (await mails(world))["undeliverable"]["id"]
    answer = await world.harness.client.post(f"/api/v1/emails/{email_id}/retry", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "no-address")
