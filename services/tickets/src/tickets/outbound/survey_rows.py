"""Questions and surveys as rows, and back."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tickets.domain.survey import Respondent, Survey
from tickets.domain.survey_form import Choice, Question, SurveyForm


def questions_from(kept: Sequence[Any]) -> tuple[Question, ...]:
    """Questions as JSON keeps them."""
    return tuple(
        Question(each["code"], each["text"], tuple(Choice(**choice) for choice in each["choices"]))
        for each in kept
    )


def form_columns(form: SurveyForm) -> dict[str, Any]:
    """A form as a row."""
    return {**vars(form), "questions": _kept(form.questions)}


def form_from(row: Any) -> SurveyForm:
    """A form of a row."""
    return SurveyForm(
        code=row.code,
        name=row.name,
        questions=questions_from(row.questions),
        categories=tuple(row.categories),
        active=row.active,
        version=row.version,
    )


def survey_columns(survey: Survey) -> dict[str, Any]:
    """A survey as a row."""
    return {
        "id": survey.id,
        "ticket_id": survey.ticket_id,
        "form": survey.form,
        "form_version": survey.form_version,
        "name": survey.name,
        "questions": _kept(survey.questions),
        **vars(survey.respondent),
        "asked_at": survey.asked_at,
        **answer_columns(survey),
    }


def answer_columns(survey: Survey) -> dict[str, Any]:
    """What answering writes."""
    return {
        "answers": dict(survey.answers),
        "answered_at": survey.answered_at,
        "answered_by": survey.answered_by,
    }


def survey_from(row: Any) -> Survey:
    """Rebuild a survey. No rule is asked: what was true once stays readable."""
    return Survey(
        id=row.id,
        ticket_id=row.ticket_id,
        form=row.form,
        form_version=row.form_version,
        name=row.name,
        questions=questions_from(row.questions),
        respondent=Respondent(row.customer_id, row.account_id),
        asked_at=row.asked_at,
        answers=row.answers,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )


def _kept(questions: Sequence[Question]) -> list[dict[str, Any]]:
    return [asdict(each) for each in questions]
