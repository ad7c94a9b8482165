"""Taking contacts: of any number who try, one does."""

import asyncio
from typing import Any

import pytest

from chassis_testing.harness import Harness

Headers = dict[str, str]

# Nothing was changed: no connection was free in time, or the process was too busy to hear the
# request to its end.
_TRY_AGAIN = {"unavailable", "busy", "incomplete-body"}


async def test_of_fifty_who_take_at_once_exactly_one_does(
    intake: Harness[Any], desk: Any, channels: Any
) -> None:
    """C22, C23."""
    contact_id = await channels.missed_call()
    crowd = [await intake.account("contacts.take", name=f"Operator {n}") for n in range(50)]

    answers = await asyncio.gather(*(desk.act("take", contact_id, who) for who in crowd))

    (winner,) = (who for who, answer in zip(crowd, answers, strict=True) if answer.is_success)
    refused = [answer.json() for answer in answers if not answer.is_success]
    assert len(refused) == 49
    name = f"Operator {crowd.index(winner)}"
    assert {(p["status"], p["code"], p["taken_by"]) for p in refused} == {
        (409, "contact-is-taken", name)
    }
    (taken,) = (e for e in await intake.emitted() if e.type == "intake.contact-taken.v1")
    assert taken.data["account_id"] == winner["X-Account-Id"]


@pytest.mark.timeout(600)
async def test_of_a_thousand_who_take_at_two_processes_one_does_and_the_others_are_told_who(
    intake: Harness[Any], beside: Harness[Any], channels: Any, desk: Any
) -> None:
    """C22, C23, M11: one event, no deadlock, and nobody is refused without being told by whom."""
    contact_id = await channels.missed_call()
    crowd = {f"Operator {n}": await intake.account("contacts.take", name=f"Operator {n}")
             for n in range(1_000)}  # fmt: skip
    path = f"/api/v1/contacts/{contact_id}/take"

    few_at_once = asyncio.Semaphore(8)

    async def take(number: int, who: Headers) -> Any:
        client = (intake, beside)[number % 2].client
        answer = await client.post(path, headers=who)
        # What clients do that are told that nothing was changed and to try again: on a machine with
        # other work, a thousand at once may wait too long for a connection.
        async with few_at_once:
            while answer.json().get("code") in _TRY_AGAIN:
                answer = await client.post(path, headers=who)
        return answer

    answers = await asyncio.gather(*(take(n, who) for n, who in enumerate(crowd.values())))

    (winner,) = (n for n, a in zip(crowd, answers, strict=True) if a.status_code == 200)
    refused = [answer.json() for answer in answers if answer.status_code != 200]
    (row,) = await intake.rows("select taken_at, taken_by_name from contact")
    assert (len(refused), row["taken_by_name"]) == (999, winner)
    assert {problem["code"] for problem in refused} == {"contact-is-taken"}
    assert {(p["status"], p["code"], p["taken_by"], p["taken_at"]) for p in refused} == {
        (409, "contact-is-taken", winner, row["taken_at"].isoformat())
    }
    told = [event.type for event in await desk.told(contact_id)]
    assert told.count("intake.contact-taken.v1") == 1
    (met,) = await intake.rows(
        "select deadlocks from pg_stat_database where datname = current_database()"
    )
    assert met["deadlocks"] == 0


async def test_a_taken_contact_says_who_and_since_when(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    contact_id = await channels.chat()
    (await desk.act("take", contact_id, ana)).raise_for_status()

    problem = (await desk.act("take", contact_id, beto)).json()

    (row,) = await intake.rows("select taken_at from contact")
    assert problem["taken_by"] == "Ana"
    assert problem["taken_at"] == row["taken_at"].isoformat()


async def test_taking_ones_own_again_is_quiet(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    first = await desk.act("take", contact_id, ana)
    told = await desk.told(contact_id)
    again = await desk.act("take", contact_id, ana)

    first_row, second_row = first.json(), again.json()
    # It is a sign of life.
    assert first_row["claim"].pop("expires_at") < second_row["claim"].pop("expires_at")
    assert first_row == second_row
    assert first_row["claim"]["label"] == "MIO"
    assert await desk.told(contact_id) == told


async def test_a_chat_is_in_course_while_somebody_attends_it(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers
) -> None:
    """C13, C15, X16: and is found as such; an inquiry is only ever open or closed."""
    chat_id, inquiry_id = await channels.chat(), await channels.inquiry()

    async def live() -> list[str]:
        asked = {"screen": "chats", "state": "live"}
        answer = await intake.client.get("/api/v1/contacts", params=asked, headers=ana)
        return [row["id"] for row in answer.json()["items"]]

    assert await live() == []
    taken = [(await desk.act("take", each, ana)).json() for each in (chat_id, inquiry_id)]
    assert [row["state"]["code"] for row in taken] == ["live", "open"]
    assert await live() == [str(chat_id)]

    given_back = (await desk.act("return", chat_id, ana)).json()
    assert (given_back["state"]["code"], await live()) == ("open", [])
    told = [event.data.get("state") for event in await desk.told(chat_id)]
    assert [state for state in told if state] == ["open", "live", "open"]


async def test_a_take_sent_again_with_its_key_does_not_take_what_was_given_back(
    desk: Any, channels: Any, ana: Headers
) -> None:
    contact_id = await channels.chat()
    keyed = {**ana, "Idempotency-Key": "take-1"}
    first = await desk.act("take", contact_id, keyed)
    (await desk.act("return", contact_id, ana)).raise_for_status()

    again = await desk.act("take", contact_id, keyed)

    assert (first.status_code, again.json()) == (200, first.json())
    kinds = [event.type for event in await desk.told(contact_id)]
    assert kinds[2::2] == ["intake.contact-taken.v1", "intake.contact-returned.v1"]


async def test_taking_tells_everything_a_ticket_needs(
    intake: Harness[Any], desk: Any, channels: Any, customers: Any, ana: Headers
) -> None:
    """C30, X11."""
    customer_id = await customers.exists()
    contact_id = await channels.inquiry(text="x" * 5_000)
    await desk.act("take", contact_id, ana)

    taken = (await desk.told(contact_id))[-1]
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
    intake: Harness[Any], desk: Any, channels: Any, customers: Any, ana: Headers
) -> None:
    contact_id = await channels.inquiry()
    customer_id = await customers.exists(national_id="40111222")
    async with intake.system() as connection:
        await connection.exec_driver_sql("update customer set national_id = '30111222'")

    await desk.act("take", contact_id, ana)

    linked, taken = (await desk.told(contact_id))[-2:]
    assert (linked.type, linked.sequence) == ("intake.contact-linked.v1", 2)
    assert taken.data["customer_id"] == str(customer_id)


async def test_takes_returns_and_channel_events_at_once_leave_no_gap(
    intake: Harness[Any], desk: Any, channels: Any, ana: Headers, beto: Headers
) -> None:
    """C60 depends on it: readers keep what is newer."""
    contact_id = await channels.new_call("c1")
    await asyncio.gather(
        *(desk.act(action, contact_id, who)
          for who in (ana, beto) for action in ("take", "return") * 8),
        channels.call("answer", "c1", user="201"),
        channels.call("hangup", "c1", cause="cancel"),
        *(channels.new_call("c1") for _ in range(5)),
    )  # fmt: skip

    (row,) = await intake.rows("select version from contact")
    sequences = [event.sequence for event in await desk.told(contact_id)]
    assert sequences == list(range(1, row["version"] + 1))
