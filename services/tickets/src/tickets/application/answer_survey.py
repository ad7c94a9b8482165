"""Answer a survey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.ports import Transaction
from tickets.application.survey_views import SurveyDetail
from tickets.domain.people import Person


@dataclass(frozen=True)
class AnswerSurvey:
    """A choice for each question, by their codes."""

    survey_id: UUID
    answers: Sequence[tuple[str, str]]
    by: Person
    at: datetime


async def answer_survey(command: AnswerSurvey, tx: Transaction) -> SurveyDetail:
    """As a whole, and once (B61). Raises NotFound, NotYourSurvey, SurveyIsAnswered, Invalid."""
    survey = await tx.surveys.get(command.survey_id, command.by)
    survey.answer(command.answers, command.by, command.at)
    await tx.surveys.save_answers(survey)
    return await tx.survey_reads.find(survey.id, command.by)
