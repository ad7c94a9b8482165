"""A customer answers by the link of a letter, without an account (X26)."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
import pytest_asyncio
from services.tickets.tests.surveys.asking import (
    FORM,
    URL,
    WHOLE,
    Headers,
    Tickets,
    answer_it,
    asked_supervisor,
    create_form,
    customer,
    do,
    finish,
    known_customer,
    surveys,
)
from services.tickets.tests.surveys.test_asking import taken_and_finished

from chassis_testing.harness import record_of
from contracts.intake import ContactLinkedV1
from contracts.privacy import ErasureAskedV1, ExportAskedV1, ExportPartV1
from contracts.ticket_surveys import SurveyAnsweredV1, SurveyAskedV1

LINKS = f"{URL}/survey-links"


async def asked(tickets: Tickets) -> list[Any]:
    """The invitations that were told, the oldest first."""
    return [each for each in await tickets.emitted() if each.type == SurveyAskedV1.type]


async def follow(tickets: Tickets, token: str) -> Any:
    return await tickets.client.post(LINKS, json={"token": token})


async def answer(tickets: Tickets, token: str, answers: Any = None) -> Any:
    chosen = WHOLE if answers is None else answers
    given = [{"question": one, "choice": other} for one, other in chosen.items()]
    return await tickets.client.post(f"{LINKS}/answers", json={"token": token, "answers": given})


@pytest_asyncio.fixture
async def ticket(tickets: Tickets, supervisor: Headers, open_ticket: Any) -> Any:
    """A finished ticket of a customer who has no account."""
    await create_form(tickets)
    opened = await open_ticket(customer_id=str(await known_customer(tickets)))
    await finish(tickets, supervisor, opened)
    return opened


async def test_the_link_shows_what_is_asked_and_no_more(tickets: Tickets, ticket: Any) -> None:
    """And only the digest of its token is kept."""
    [news] = await asked(tickets)
    token = news.data["token"]
    shown = await follow(tickets, token)

    assert (news.key, news.sequence, news.data["ticket_number"]) == (ticket["id"], None, 1)
    questions = [
        question | {"choices": [{k: each[k] for k in ("code", "text")} for each in choices]}
        for question in FORM["questions"]
        for choices in [question["choices"]]
    ]
    assert shown.json() == {
        "ticket_number": 1,
        "ticket_title": "Sin conexión",
        "name": FORM["name"],
        "state": "pending",
        "questions": questions,
    }
    [row] = await tickets.rows("select to_jsonb(survey)::text as whole from survey")
    assert token not in row["whole"]


async def test_it_is_answered_once_as_a_whole(tickets: Tickets, ticket: Any) -> None:
    """B61: of many at once one answers; what was wrong left nothing behind."""
    [news] = await asked(tickets)
    token = news.data["token"]
    half = await answer(tickets, token, {"solved": "yes"})
    assert (half.status_code, half.json()["code"]) == (422, "question-unanswered")
    wrong = await answer(tickets, token, WHOLE | {"solved": "maybe"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "unknown-choice")

    answers = await asyncio.gather(*(answer(tickets, token) for _ in range(5)))

    assert sorted(each.status_code for each in answers) == [200] + [409] * 4
    refused = next(each for each in answers if each.status_code == 409)
    assert refused.json()["code"] == "survey-is-answered"
    assert (await follow(tickets, token)).json()["state"] == "answered"
    told = [each for each in await tickets.emitted() if each.type == SurveyAnsweredV1.type]
    assert [each.data["survey_id"] for each in told] == [news.data["survey_id"]]
    [row] = await tickets.rows("select answers, answered_by from survey")
    assert (row["answers"], row["answered_by"]) == (WHOLE, None)


async def test_letter_and_portal_are_one_survey(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    await create_form(tickets)
    carla = await customer(tickets)
    await finish(tickets, supervisor, await open_ticket(carla))
    [news] = await asked(tickets)
    assert (await answer_it(tickets, carla, news.data["survey_id"])).status_code == 200

    assert (await answer(tickets, news.data["token"])).status_code == 409


@pytest.mark.parametrize("token", ["", "x", "k" * 43, "ñ" * 43])
async def test_an_unknown_link_leads_nowhere(tickets: Tickets, ticket: Any, token: str) -> None:
    for each in (await follow(tickets, token), await answer(tickets, token)):
        assert (each.status_code, each.json()["code"]) == (404, "survey-not-found")


async def test_after_thirty_days_it_leads_nowhere(tickets: Tickets, ticket: Any) -> None:
    [news] = await asked(tickets)
    until = await tickets.rows("select link_until - asked_at as life from survey")
    assert until[0]["life"].days == 30
    async with tickets.system() as connection:
        await connection.exec_driver_sql("update survey set link_until = now()")

    for each in (
        await follow(tickets, news.data["token"]),
        await answer(tickets, news.data["token"]),
    ):
        assert (each.status_code, each.json()["code"]) == (404, "survey-not-found")


async def test_a_ticket_that_goes_on_takes_its_link_back(
    tickets: Tickets, supervisor: Headers, ticket: Any
) -> None:
    """B52: finished again, the customer gets another one."""
    await do(tickets, supervisor, ticket, "reopen", reason="Sigue.")
    [first] = await asked(tickets)
    assert (await follow(tickets, first.data["token"])).status_code == 404

    await do(tickets, supervisor, ticket, "finish", resolution="Ahora sí.")
    _, second = await asked(tickets)
    assert (await answer(tickets, second.data["token"])).status_code == 200


async def test_a_supervisor_who_opened_it_is_written_no_letter(
    tickets: Tickets, open_ticket: Any
) -> None:
    """They entered with an account, and find it there."""
    await create_form(tickets)
    boss = await asked_supervisor(tickets)
    await finish(tickets, boss, await open_ticket(boss))

    assert len(await surveys(tickets, boss, mine=True)) == 1
    assert await asked(tickets) == []


async def test_who_turns_out_to_be_the_customer_gets_a_link_of_their_own(tickets: Tickets) -> None:
    """The one that somebody else was sent leads nowhere; the same customer again gets no other."""
    await create_form(tickets)
    contact_id = await taken_and_finished(tickets, None)
    wrong, right = [await known_customer(tickets) for _ in range(2)]
    for version, customer_id in ((4, wrong), (5, right), (6, right)):
        linked = ContactLinkedV1(contact_id=contact_id, customer_id=customer_id)
        await tickets.deliver([record_of(linked, key=contact_id, version=version)])

    first, second = await asked(tickets)
    assert [UUID(each.data["customer_id"]) for each in (first, second)] == [wrong, right]
    assert (await follow(tickets, first.data["token"])).status_code == 404
    assert (await follow(tickets, second.data["token"])).status_code == 200


async def test_who_is_forgotten_has_no_link_and_none_is_told_of(
    tickets: Tickets, ticket: Any
) -> None:
    [news] = await asked(tickets)
    customer_id = UUID(news.data["customer_id"])
    export = ExportAskedV1(request_id=uuid4(), customer_id=customer_id, other_ids=[])
    erasure = ErasureAskedV1(request_id=uuid4(), customer_id=customer_id, other_ids=[])
    for event in (export, erasure):
        await tickets.deliver([record_of(event, key=customer_id, version=None)])

    parts = [each.data for each in await tickets.emitted() if each.type == ExportPartV1.type]
    [told] = [part["rows"] for part in parts if part["table"] == "survey"]
    assert "link_" not in told
    assert (await follow(tickets, news.data["token"])).status_code == 404
