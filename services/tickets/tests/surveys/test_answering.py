"""Surveys are answered once, as a whole, by whom they ask (B29, B60, B61)."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
import pytest_asyncio
from services.tickets.tests.surveys.asking import (
    URL,
    WHOLE,
    Headers,
    Tickets,
    answer_it,
    create_form,
    customer,
    finish,
    known_customer,
    surveys,
)

from contracts.ticket_surveys import SurveyAnsweredV1


@pytest_asyncio.fixture
async def carla(tickets: Tickets, supervisor: Headers, open_ticket: Any) -> tuple[Headers, str]:
    """A customer with a pending survey, and its id."""
    await create_form(tickets)
    headers = await customer(tickets)
    await finish(tickets, supervisor, await open_ticket(headers))
    [survey] = await surveys(tickets, headers)
    return headers, survey["id"]


async def told(tickets: Tickets) -> list[Any]:
    return [each for each in await tickets.emitted() if each.type == SurveyAnsweredV1.type]


async def test_answering_shows_and_tells_what_was_selected(
    tickets: Tickets, carla: tuple[Headers, str]
) -> None:
    headers, survey_id = carla
    answer = await answer_it(tickets, headers, survey_id)

    assert answer.status_code == 200
    survey = answer.json()
    assert (survey["state"], survey["allowed_actions"]) == ("answered", [])
    assert {each["code"]: each["answer"] for each in survey["questions"]} == WHOLE
    assert await surveys(tickets, headers, state="pending") == []
    assert [each["id"] for each in await surveys(tickets, headers, state="answered")] == [survey_id]

    [news] = await told(tickets)
    assert (news.key, news.sequence) == (survey["ticket_id"], None)
    said = [(each["question"], each["answer"], each["score"]) for each in news.data["answers"]]
    assert said == [("solved", "yes", 100), ("polite", "no", 0)]
    facts = {name: news.data[name] for name in ("form", "form_version", "category", "area")}
    assert facts == {
        "form": "satisfaction", "form_version": 1, "category": "no-connection", "area": "support",
    }  # fmt: skip
    assert datetime.fromisoformat(news.data["answered_at"]) == datetime.fromisoformat(
        survey["answered_at"]
    )
    assert "customer_id" not in news.data


async def test_a_second_time_is_refused_and_says_when_it_was_answered(
    tickets: Tickets, carla: tuple[Headers, str]
) -> None:
    """B61."""
    headers, survey_id = carla
    first = await answer_it(tickets, headers, survey_id)
    second = await answer_it(tickets, headers, survey_id, {"solved": "no", "polite": "no"})

    assert (second.status_code, second.json()["code"]) == (409, "survey-is-answered")
    assert datetime.fromisoformat(second.json()["answered_at"]) == datetime.fromisoformat(
        first.json()["answered_at"]
    )
    assert len(await told(tickets)) == 1


async def test_the_same_request_sent_again_is_answered_alike(
    tickets: Tickets, carla: tuple[Headers, str]
) -> None:
    headers, survey_id = carla
    answers = [
        await answer_it(tickets, headers, survey_id, **{"Idempotency-Key": "a-1"}) for _ in range(2)
    ]

    assert [each.status_code for each in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert len(await told(tickets)) == 1


async def test_of_many_at_once_one_answers(tickets: Tickets, carla: tuple[Headers, str]) -> None:
    """B61."""
    headers, survey_id = carla
    answers = await asyncio.gather(*(answer_it(tickets, headers, survey_id) for _ in range(5)))

    assert sorted(each.status_code for each in answers) == [200] + [409] * 4
    assert len(await told(tickets)) == 1


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "question-unanswered"),
        ({"solved": "yes"}, "question-unanswered"),
        (WHOLE | {"solved": "maybe"}, "unknown-choice"),
        (WHOLE | {"price": "yes"}, "unknown-question"),
        (WHOLE | {"solved": 7}, "wrong-fields"),
        ({str(number): "yes" for number in range(31)}, "wrong-fields"),
        ({"solved": "nul\x00"}, "wrong-fields"),
    ],
)
async def test_what_is_no_answer_is_refused(
    tickets: Tickets, carla: tuple[Headers, str], answers: Any, code: str
) -> None:
    """B60, B61: half of one too, and nothing of it is kept."""
    headers, survey_id = carla
    answer = await answer_it(tickets, headers, survey_id, answers)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    [survey] = await surveys(tickets, headers)
    assert survey["state"] == "pending"
    assert await told(tickets) == []


async def test_a_question_is_answered_once(tickets: Tickets, carla: tuple[Headers, str]) -> None:
    """B60."""
    headers, survey_id = carla
    both = [{"question": "solved", "choice": choice} for choice in ("yes", "no")]
    url = f"{URL}/surveys/{survey_id}/answers"
    answer = await tickets.client.post(url, json={"answers": both}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "question-repeated")


async def test_others_have_no_such_survey(tickets: Tickets, carla: tuple[Headers, str]) -> None:
    """B29."""
    _, survey_id = carla
    stranger = await customer(tickets)
    employee = await tickets.account("surveys.read", "surveys.answer", role="employee")
    for who in (stranger, employee):
        assert await surveys(tickets, who) == []
        for answer in (
            await tickets.client.get(f"{URL}/surveys/{survey_id}", headers=who),
            await answer_it(tickets, who, survey_id),
        ):
            assert (answer.status_code, answer.json()["code"]) == (404, "survey-not-found")


async def test_any_account_of_the_customer_answers(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """X26: the survey is the customer's, whoever opened the ticket for them."""
    await create_form(tickets)
    customer_id = await known_customer(tickets)
    await finish(tickets, supervisor, await open_ticket(customer_id=str(customer_id)))
    one, other = [await customer(tickets, customer_id) for _ in range(2)]
    [survey] = await surveys(tickets, one)

    assert (await answer_it(tickets, other, survey["id"])).status_code == 200
    assert (await answer_it(tickets, one, survey["id"])).status_code == 409


async def test_who_lacks_the_permission_does_not_answer(
    tickets: Tickets, carla: tuple[Headers, str]
) -> None:
    _, survey_id = carla
    answer = await answer_it(tickets, await tickets.account("surveys.read"), survey_id)

    assert (answer.status_code, answer.json()["permission"]) == (403, "surveys.answer")
