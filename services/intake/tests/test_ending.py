"""Returning, finishing and linking contacts."""

from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.harness import Harness

Headers = dict[str, str]


async def test_a_returned_contact_is_free_for_others(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """C31."""
    contact_id = await channels.missed_call()
    await desk.act("take", contact_id, ana)
    returned = await desk.act("return", contact_id, ana)

    claim = returned.json()["claim"]
    assert (claim["code"], claim["label"]) == ("free", "LIBRE")
    assert (claim["by"], claim["at"], claim["expires_at"]) == (None, None, None)
    assert (await desk.act("take", contact_id, beto)).is_success
    events = await desk.told(contact_id)
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert events[3].data["account_id"] == ana["X-Account-Id"]


async def test_only_its_holder_returns_a_contact_unless_it_is_forced(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await desk.act("take", contact_id, ana)
    refused = await desk.act("return", contact_id, beto)
    supervisor = await intake.account("contacts.read", "contacts.force-return")
    forced = await desk.act("return", contact_id, supervisor)

    assert (refused.status_code, refused.json()["code"]) == (409, "contact-is-not-yours")
    assert refused.json()["taken_by"] == "Ana"
    assert forced.json()["claim"]["code"] == "free"


async def test_an_inquiry_is_finished_by_its_holder(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """C14, C50, C51."""
    contact_id = await channels.inquiry()
    body = {"outcome": "Informado"}
    untaken = await desk.act("finish", contact_id, ana, body)
    await desk.act("take", contact_id, ana)
    not_hers = await desk.act("finish", contact_id, beto, body)
    finished = await desk.act("finish", contact_id, ana, body)
    again = await desk.act("finish", contact_id, ana, body)

    assert [untaken.json()["code"], not_hers.json()["code"]] == ["contact-is-not-yours"] * 2
    assert finished.json()["state"] == {"code": "closed", "label": "CERRADO"}
    assert again.json() == finished.json()
    event = (await desk.told(contact_id))[-1]
    assert (event.type, event.sequence) == ("intake.contact-finished.v1", 3)
    assert event.data["outcome"] == "Informado"


@pytest.mark.parametrize(
    ("action", "body"), [("take", None), ("return", None), ("finish", {"outcome": "x"})]
)
async def test_with_a_closed_contact_nothing_can_be_done(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers, action: str, body: Any
) -> None:
    contact_id = await channels.new_call("c1")
    await channels.call("answer", "c1")
    await channels.call("hangup", "c1")

    answer = await desk.act(action, contact_id, ana, body)

    assert (answer.status_code, answer.json()["code"]) == (409, "contact-is-closed")


async def test_an_unidentified_call_is_linked_to_a_customer(
    intake: Harness[Any], desk: Any, channels: Any, customers: Any, ana: Headers
) -> None:
    """C43: it then belongs in Calls."""
    customer_id = await customers.exists()
    contact_id = await channels.missed_call(city="Funes")
    body = {"customer_id": str(customer_id)}
    linked = await desk.act("link", contact_id, ana, body)
    await desk.act("link", contact_id, ana, body)

    row = linked.json()
    assert (row["screen"], row["city"], row["name"]) == ("calls", "Funes", "Ana Pérez")
    events = await desk.told(contact_id)
    assert (events[-1].type, len(events)) == ("intake.contact-linked.v1", 3)


async def test_nobody_is_linked_to_an_unknown_customer(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers
) -> None:
    contact_id = await channels.missed_call()
    answer = await desk.act("link", contact_id, ana, {"customer_id": str(uuid4())})

    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-customer")


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("take", None),
        ("return", None),
        ("finish", {"outcome": "x"}),
        ("link", {"customer_id": str(uuid4())}),
    ],
)
async def test_an_unknown_contact_is_not_found(
    intake: Harness[Any], desk: Any, ana: Headers, action: str, body: Any
) -> None:
    answer = await desk.act(action, uuid4(), ana, body)

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
