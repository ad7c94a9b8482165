"""Taking, returning, finishing and linking contacts."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Emitted, Harness

Headers = dict[str, str]


async def do(
    intake: Harness[Any], action: str, contact_id: UUID, who: Headers, body: Any = None
) -> Any:
    return await intake.client.post(
        f"/api/v1/contacts/{contact_id}/{action}", json=body, headers=who
    )


async def events_of(intake: Harness[Any], contact_id: UUID) -> list[Emitted]:
    return [event for event in await intake.emitted() if event.key == str(contact_id)]


async def test_of_fifty_who_take_at_once_exactly_one_does(
    intake: Harness[Any], channels: Any
) -> None:
    """C22, C23."""
    contact_id = await channels.missed_call()
    crowd = [await intake.account("contacts.take", name=f"Operator {n}") for n in range(50)]

    answers = await asyncio.gather(*(do(intake, "take", contact_id, who) for who in crowd))

    (winner,) = (who for who, answer in zip(crowd, answers, strict=True) if answer.is_success)
    refused = [answer.json() for answer in answers if not answer.is_success]
    assert len(refused) == 49
    name = f"Operator {crowd.index(winner)}"
    assert {(p["status"], p["code"], p["taken_by"]) for p in refused} == {
        (409, "contact-is-taken", name)
    }
    (taken,) = (e for e in await intake.emitted() if e.type == "intake.contact-taken.v1")
    assert taken.data["account_id"] == winner["X-Account-Id"]


async def test_a_taken_contact_says_who_and_since_when(
    intake: Harness[Any], channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    (await do(intake, "take", contact_id, ana)).raise_for_status()

    problem = (await do(intake, "take", contact_id, beto)).json()

    (row,) = await intake.rows("select taken_at from contact")
    assert problem["taken_by"] == "Ana"
    assert problem["taken_at"] == row["taken_at"].isoformat()


async def test_taking_ones_own_again_is_quiet(
    intake: Harness[Any], channels: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    first = await do(intake, "take", contact_id, ana)
    again = await do(intake, "take", contact_id, ana)

    assert first.json() == again.json()
    assert first.json()["claim"]["label"] == "MIO"
    assert len(await events_of(intake, contact_id)) == 2


async def test_taking_tells_everything_a_ticket_needs(
    intake: Harness[Any], channels: Any, customers: Any, ana: Headers
) -> None:
    """C30, X11."""
    customer_id = await customers.exists()
    contact_id = await channels.inquiry(text="x" * 5_000)
    await do(intake, "take", contact_id, ana)

    taken = (await events_of(intake, contact_id))[-1]
    assert (taken.type, taken.sequence) == ("intake.contact-taken.v1", 2)
    expected = {
        "channel": "inquiry",
        "account_id": ana["X-Account-Id"],
        "account_name": "Ana",
        "customer_id": str(customer_id),
        "name": "Ana Pérez",
        "national_id": "30111222",
        "phone": "+5493415550009",
        "email": "ana@example.com",
        "city": "Rosario",
        "reason": "technical_service",
    }
    assert {name: taken.data[name] for name in expected} == expected
    assert len(taken.data["summary"]) == 2_000
    assert 0 <= taken.data["waited_seconds"] < 60


async def test_a_customer_who_became_known_meanwhile_is_found_when_it_counts(
    intake: Harness[Any], channels: Any, customers: Any, ana: Headers
) -> None:
    contact_id = await channels.inquiry()
    customer_id = await customers.exists(national_id="40111222")
    async with intake.service.engine.begin() as connection:
        await connection.exec_driver_sql("update customer set national_id = '30111222'")

    await do(intake, "take", contact_id, ana)

    linked, taken = (await events_of(intake, contact_id))[-2:]
    assert (linked.type, linked.sequence) == ("intake.contact-linked.v1", 2)
    assert taken.data["customer_id"] == str(customer_id)


async def test_a_returned_contact_is_free_for_others(
    intake: Harness[Any], channels: Any, ana: Headers, beto: Headers
) -> None:
    """C31."""
    contact_id = await channels.missed_call()
    await do(intake, "take", contact_id, ana)
    returned = await do(intake, "return", contact_id, ana)

    assert returned.json()["claim"] == {"code": "free", "label": "LIBRE", "by": None, "at": None}
    assert (await do(intake, "take", contact_id, beto)).is_success
    events = await events_of(intake, contact_id)
    assert [event.sequence for event in events] == [1, 2, 3, 4, 5]
    assert events[3].data["account_id"] == ana["X-Account-Id"]


async def test_only_its_holder_returns_a_contact_unless_it_is_forced(
    intake: Harness[Any], channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    await do(intake, "take", contact_id, ana)
    refused = await do(intake, "return", contact_id, beto)
    supervisor = await intake.account("contacts.read", "contacts.force-return")
    forced = await do(intake, "return", contact_id, supervisor)

    assert (refused.status_code, refused.json()["code"]) == (409, "contact-is-not-yours")
    assert refused.json()["taken_by"] == "Ana"
    assert forced.json()["claim"]["code"] == "free"


async def test_an_inquiry_is_finished_by_its_holder(
    intake: Harness[Any], channels: Any, ana: Headers, beto: Headers
) -> None:
    """C50, C51."""
    contact_id = await channels.inquiry()
    body = {"outcome": "Informado"}
    untaken = await do(intake, "finish", contact_id, ana, body)
    await do(intake, "take", contact_id, ana)
    not_hers = await do(intake, "finish", contact_id, beto, body)
    finished = await do(intake, "finish", contact_id, ana, body)
    again = await do(intake, "finish", contact_id, ana, body)

    assert [untaken.json()["code"], not_hers.json()["code"]] == ["contact-is-not-yours"] * 2
    assert finished.json()["state"] == {"code": "closed", "label": "CERRADO"}
    assert again.json() == finished.json()
    event = (await events_of(intake, contact_id))[-1]
    assert (event.type, event.sequence) == ("intake.contact-finished.v1", 3)
    assert event.data["outcome"] == "Informado"


@pytest.mark.parametrize(
    ("action", "body"), [("take", None), ("return", None), ("finish", {"outcome": "x"})]
)
async def test_with_a_closed_contact_nothing_can_be_done(
    intake: Harness[Any], channels: Any, ana: Headers, action: str, body: Any
) -> None:
    contact_id = await channels.new_call("c1")
    await channels.call("answer", "c1")
    await channels.call("hangup", "c1")

    answer = await do(intake, action, contact_id, ana, body)

    assert (answer.status_code, answer.json()["code"]) == (409, "contact-is-closed")


async def test_an_unidentified_call_is_linked_to_a_customer(
    intake: Harness[Any], channels: Any, customers: Any, ana: Headers
) -> None:
    """C43: it then belongs in Calls."""
    customer_id = await customers.exists()
    contact_id = await channels.missed_call(city="Funes")
    body = {"customer_id": str(customer_id)}
    linked = await do(intake, "link", contact_id, ana, body)
    await do(intake, "link", contact_id, ana, body)

    row = linked.json()
    assert (row["screen"], row["city"], row["name"]) == ("calls", "Funes", "Ana Pérez")
    events = await events_of(intake, contact_id)
    assert (events[-1].type, len(events)) == ("intake.contact-linked.v1", 3)


async def test_nobody_is_linked_to_an_unknown_customer(
    intake: Harness[Any], channels: Any, ana: Headers
) -> None:
    contact_id = await channels.missed_call()
    answer = await do(intake, "link", contact_id, ana, {"customer_id": str(uuid4())})

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
    intake: Harness[Any], ana: Headers, action: str, body: Any
) -> None:
    answer = await do(intake, action, uuid4(), ana, body)

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_takes_returns_and_channel_events_at_once_leave_no_gap(
    intake: Harness[Any], channels: Any, ana: Headers, beto: Headers
) -> None:
    """C60 depends on it: readers keep what is newer."""
    contact_id = await channels.new_call("c1")
    await asyncio.gather(
        *(do(intake, action, contact_id, who)
          for who in (ana, beto) for action in ("take", "return") * 8),
        channels.call("answer", "c1", user="201"),
        channels.call("hangup", "c1", cause="cancel"),
        *(channels.new_call("c1") for _ in range(5)),
    )  # fmt: skip

    (row,) = await intake.rows("select version from contact")
    sequences = [event.sequence for event in await events_of(intake, contact_id)]
    assert sequences == list(range(1, row["version"] + 1))
