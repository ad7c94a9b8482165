"""Surveys in PostgreSQL: answering one writes its row and its news together."""

from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.scope import missing
from chassis.transactions import Tx
from contracts.ticket_surveys import AnsweredQuestion, SurveyAnsweredV1
from tickets.domain.people import Person
from tickets.domain.survey import Respondent, Survey
from tickets.outbound.survey_rows import answer_columns, survey_columns, survey_from
from tickets.outbound.survey_scope import SURVEYS
from tickets.outbound.tables import surveys, tickets

_PENDING = surveys.c.answered_at.is_(None)


class SqlSurveys:
    """The `Surveys` port."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._connection = tx.connection

    async def ask(self, survey: Survey) -> None:
        values = survey_columns(survey) | _owner_of(survey.ticket_id)
        values["ticket_registered_by"] = _of_ticket(survey.ticket_id, "registered_by")
        statement = insert(surveys).values(values)
        once = statement.on_conflict_do_nothing(index_elements=[surveys.c.ticket_id])
        await self._connection.execute(once)

    async def withdraw(self, ticket_id: UUID) -> None:
        statement = delete(surveys).where(surveys.c.ticket_id == ticket_id, _PENDING)
        await self._connection.execute(statement)

    async def pass_on(self, ticket_id: UUID, respondent: Respondent) -> None:
        statement = update(surveys).where(surveys.c.ticket_id == ticket_id, _PENDING)
        await self._connection.execute(statement.values(vars(respondent)))

    async def follow_owner(self, ticket_id: UUID) -> None:
        statement = update(surveys).where(surveys.c.ticket_id == ticket_id)
        await self._connection.execute(statement.values(_owner_of(ticket_id)))

    async def get(self, survey_id: UUID, by: Person) -> Survey:
        statement = (
            select(surveys)
            .join(tickets, tickets.c.id == surveys.c.ticket_id)
            .where(surveys.c.id == survey_id, SURVEYS.clause(by))
            .with_for_update(of=surveys)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise missing(SURVEYS)
        return survey_from(row)

    async def save_answers(self, survey: Survey) -> None:
        statement = update(surveys).where(surveys.c.id == survey.id)
        await self._connection.execute(statement.values(answer_columns(survey)))
        about = select(tickets.c.category, tickets.c.area).where(tickets.c.id == survey.ticket_id)
        category, area = (await self._connection.execute(about)).one()
        # It is no version of its ticket: nobody waits for it before reading what comes next.
        news = _announce(survey, category, area)
        self._tx.emit(news, key=survey.ticket_id, version=None, time=survey.answered_at)


def _owner_of(ticket_id: UUID) -> dict[str, ScalarSelect[Any]]:
    owner = {"ticket_area": "area", "ticket_account_id": "account_id"}
    return {kept: _of_ticket(ticket_id, name) for kept, name in owner.items()}


def _of_ticket(ticket_id: UUID, name: str) -> ScalarSelect[Any]:
    return select(tickets.c[name]).where(tickets.c.id == ticket_id).scalar_subquery()


def _announce(survey: Survey, category: str | None, area: str) -> SurveyAnsweredV1:
    if survey.answered_at is None:
        raise ValueError(survey.id)
    chosen = (
        (question, question.choice(survey.answers[question.code])) for question in survey.questions
    )
    return SurveyAnsweredV1(
        survey_id=survey.id,
        ticket_id=survey.ticket_id,
        form=survey.form,
        form_version=survey.form_version,
        name=survey.name,
        category=category,
        area=area,
        asked_at=survey.asked_at,
        answered_at=survey.answered_at,
        answers=[
            AnsweredQuestion(
                question=question.code,
                question_text=question.text,
                answer=choice.code,
                answer_text=choice.text,
                score=choice.score,
            )
            for question, choice in chosen
            if choice is not None
        ],
    )
