"""Whoever has a letter's link sees the survey it leads to, and answers it (X26)."""

from collections.abc import Sequence
from datetime import datetime

from tickets.application.ports import Transaction
from tickets.application.survey_views import LinkedSurvey
from tickets.domain.survey_link import digest_of


async def see_linked(token: str, at: datetime, tx: Transaction) -> LinkedSurvey:
    """Raises NotFound where the link leads nowhere, or not any more."""
    return await tx.survey_reads.by_link(digest_of(token), at)


async def answer_linked(
    token: str, answers: Sequence[tuple[str, str]], at: datetime, tx: Transaction
) -> LinkedSurvey:
    """As a whole, and once (B61). Raises NotFound, SurveyIsAnswered, Invalid."""
    digest = digest_of(token)
    survey = await tx.surveys.by_link(digest, at)
    survey.answer_by_link(answers, at)
    await tx.surveys.save_answers(survey)
    return await tx.survey_reads.by_link(digest, at)
