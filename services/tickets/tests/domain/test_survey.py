"""Which form asks about a ticket, whom it asks, and what is an answer."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from chassis.errors import Invalid
from chassis.policies import Actor
from tickets.domain.people import Stamp
from tickets.domain.report import Report
from tickets.domain.survey import (
    NotYourSurvey,
    Respondent,
    Survey,
    SurveyIsAnswered,
    respondent_of,
)
from tickets.domain.survey_form import (
    CategoryHasSurvey,
    Choice,
    Question,
    SurveyForm,
    WrongForm,
    form_for,
)
from tickets.domain.ticket import Ticket

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ANA, CARLA = UUID(int=1), UUID(int=2)
YES, NO = Choice("yes", "Sí", 100), Choice("no", "No", 0)
SOLVED = Question("solved", "¿Se resolvió?", (YES, NO))
POLITE = Question("polite", "¿Fue amable?", (YES, NO))
FORM = SurveyForm("satisfaction", "Satisfacción", (SOLVED, POLITE))
WHOLE = [("solved", "yes"), ("polite", "no")]


def somebody(account_id: UUID = ANA, customer_id: UUID | None = None) -> Actor:
    return Actor(account_id, "a", "A", "customer", frozenset(), frozenset(), customer_id)


def survey(whom: Respondent | None = None) -> Survey:
    return Survey.ask(UUID(int=7), UUID(int=8), FORM, whom or Respondent(account_id=ANA), NOW)


def ticket(
    by: UUID | None, customer_id: UUID | None = None, contact_id: UUID | None = None
) -> Ticket:
    report = Report("T", "D", "support", customer_id=customer_id, contact_id=contact_id)
    return Ticket.register(UUID(int=8), 1, report, Stamp(by, "Ana", NOW))


def test_a_category_has_its_own_form_or_the_one_for_all_others() -> None:
    """B58, B62."""
    of_tv = replace(FORM, code="tv", categories=("tv", "radio"))
    off = replace(FORM, code="off", categories=("fax",), active=False)
    forms = [FORM, of_tv, off]

    assert form_for("radio", forms) is of_tv
    assert form_for("slowness", forms) is FORM
    assert form_for(None, forms) is FORM
    assert form_for("fax", forms) is FORM
    assert form_for("slowness", [of_tv, off]) is None


@pytest.mark.parametrize(
    ("one", "other", "category"), [((), (), None), (("tv", "fax"), ("radio", "tv"), "tv")]
)
def test_no_two_active_forms_ask_about_the_same(
    one: tuple[str, ...], other: tuple[str, ...], category: str | None
) -> None:
    """B62."""
    first = replace(FORM, categories=one)
    second = replace(FORM, code="second", categories=other)
    with pytest.raises(CategoryHasSurvey) as refused:
        second.check_alone([first, second])

    assert refused.value.facts == {"form": "satisfaction", "category": category}
    replace(second, active=False).check_alone([first])
    second.check_alone([replace(first, active=False), second])
    replace(second, categories=("news",)).check_alone([first])


def test_codes_tell_questions_and_choices_apart() -> None:
    FORM.check()
    for questions in ((SOLVED, SOLVED), (Question("q", "?", (YES, YES)),)):
        with pytest.raises(WrongForm):
            replace(FORM, questions=questions).check()


@pytest.mark.parametrize(
    ("of", "asked"),
    [
        (ticket(ANA), Respondent(account_id=ANA)),
        (ticket(ANA, customer_id=CARLA), Respondent(customer_id=CARLA)),
        (ticket(ANA, CARLA, contact_id=UUID(int=9)), Respondent(customer_id=CARLA)),
        (ticket(ANA, contact_id=UUID(int=9)), None),
        (ticket(None), None),
    ],
    ids=["who opened it", "its customer", "of a contact", "of nobody known", "of the system"],
)
def test_a_survey_belongs_to_the_requester_whoever_that_is(
    of: Ticket, asked: Respondent | None
) -> None:
    """X26: also to a supervisor who opened the ticket, and not to staff who did for a customer."""
    assert respondent_of(of) == asked


def test_it_is_answered_as_a_whole_and_once() -> None:
    """B60, B61."""
    asked = survey()
    asked.answer(WHOLE, somebody(), NOW)

    assert (asked.answers, asked.answered_at, asked.answered_by) == (dict(WHOLE), NOW, ANA)
    with pytest.raises(SurveyIsAnswered) as refused:
        asked.answer([("solved", "no"), ("polite", "no")], somebody(), NOW)
    assert refused.value.facts == {"answered_at": NOW.isoformat()}
    assert asked.answers == dict(WHOLE)


@pytest.mark.parametrize(
    ("answers", "code", "question"),
    [
        ([], "question-unanswered", "solved"),
        ([("solved", "yes")], "question-unanswered", "polite"),
        ([("solved", "perhaps"), ("polite", "no")], "unknown-choice", "solved"),
        ([*WHOLE, ("price", "yes")], "unknown-question", "price"),
        ([*WHOLE, ("polite", "yes")], "question-repeated", "polite"),
    ],
)
def test_what_is_no_answer_is_refused_and_changes_nothing(
    answers: list[tuple[str, str]], code: str, question: str
) -> None:
    """B60, B61."""
    asked = survey()
    with pytest.raises(Invalid) as refused:
        asked.answer(answers, somebody(), NOW)

    assert (refused.value.code, refused.value.facts) == (code, {"question": question})
    assert (asked.answers, asked.answered_at) == ({}, None)


def test_only_whom_it_asks_answers() -> None:
    """B29, X26."""
    of_carla = Respondent(customer_id=CARLA)
    for person in (somebody(), somebody(customer_id=UUID(int=3))):
        with pytest.raises(NotYourSurvey):
            survey(of_carla).answer(WHOLE, person, NOW)
    with pytest.raises(NotYourSurvey):
        survey().answer(WHOLE, somebody(account_id=UUID(int=4)), NOW)

    survey(of_carla).answer(WHOLE, somebody(UUID(int=5), customer_id=CARLA), NOW)
