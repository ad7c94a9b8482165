"""Surveys in PostgreSQL: answering one writes its row and its news together."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarSelect, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from chassis.scope import missing
from chassis.transactions import Tx
from contracts.ticket_surveys import AnsweredQuestion, SurveyAnsweredV1, SurveyAskedV1
from tickets.domain.people import Person
from tickets.domain.survey import Respondent, Survey
from tickets.domain.survey_link import SurveyLink, no_such_link
from tickets.outbound.survey_rows import answer_columns, survey_columns, survey_from
from tickets.outbound.survey_scope import SURVEYS, opened_by
from tickets.outbound.tables import surveys, tickets

_PENDING = surveys.c.answered_at.is_(None)


class SqlSurveys:
    """The `Surveys` port."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._connection = tx.connection

    async def ask(self, survey: Survey, link: SurveyLink | None) -> None:
        values = survey_columns(survey) | _owner_of(survey.ticket_id) | _link_columns(link)
        values["ticket_registered_by"] = _of_ticket(survey.ticket_id, "registered_by")
        statement = insert(surveys).values(values)
        once = statement.on_conflict_do_nothing(index_elements=[surveys.c.ticket_id])
        row = (await self._connection.execute(once.returning(surveys))).one_or_none()
        if row is not None and link is not None:
            await self._invite(row, link)

    async def withdraw(self, ticket_id: UUID) -> None:
        statement = delete(surveys).where(surveys.c.ticket_id == ticket_id, _PENDING)
        await self._connection.execute(statement)

    async def pass_on(
        self, ticket_id: UUID, respondent: Respondent, link: SurveyLink | None
    ) -> None:
        asks_others = or_(
            surveys.c.customer_id.is_distinct_from(respondent.customer_id),
            surveys.c.account_id.is_distinct_from(respondent.account_id),
        )
        statement = (
            update(surveys)
            .where(surveys.c.ticket_id == ticket_id, _PENDING, asks_others)
            .values(vars(respondent) | _link_columns(link))
            .returning(surveys)
        )
        row = (await self._connection.execute(statement)).one_or_none()
        if row is not None and link is not None:
            await self._invite(row, link)

    async def _invite(self, survey: Any, link: SurveyLink) -> None:
        about = select(tickets.c.number, tickets.c.area).where(tickets.c.id == survey.ticket_id)
        number, area = (await self._connection.execute(about)).one()
        news = SurveyAskedV1(
            survey_id=survey.id,
            ticket_id=survey.ticket_id,
            ticket_number=number,
            area=area,
            customer_id=survey.customer_id,
            name=survey.name,
            token=link.token,
            expires_at=link.until,
        )
        self._tx.emit(news, key=survey.ticket_id, version=None)

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

    async def by_link(self, digest: bytes, at: datetime) -> Survey:
        statement = select(surveys).where(opened_by(digest, at)).with_for_update()
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise no_such_link()
        return survey_from(row)

    async def save_answers(self, survey: Survey) -> None:
        statement = update(surveys).where(surveys.c.id == survey.id)
        await self._connection.execute(statement.values(answer_columns(survey)))
        about = select(tickets.c.category, tickets.c.area).where(tickets.c.id == survey.ticket_id)
        category, area = (await self._connection.execute(about)).one()
        # It is no version of its ticket: nobody waits for it before reading what comes next.
        news = _announce(survey, category, area)
        self._tx.emit(news, key=survey.ticket_id, version=None, time=survey.answered_at)


def _link_columns(link: SurveyLink | None) -> dict[str, Any]:
    kept = None if link is None else link.digest
    return {"link_digest": kept, "link_until": None if link is None else link.until}


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
