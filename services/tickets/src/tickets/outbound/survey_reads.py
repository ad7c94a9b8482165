"""What people look at of surveys, straight from the tables."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, false, func, select, union

from chassis.scope import missing
from chassis.transactions import Tx
from tickets.application.survey_ports import SurveyFilter
from tickets.application.survey_views import (
    ChoiceAsked,
    ChoiceShown,
    LinkedSurvey,
    QuestionAsked,
    QuestionShown,
    SurveyDetail,
    SurveyRow,
)
from tickets.application.views import CustomerOfTicket
from tickets.domain.people import Person
from tickets.domain.survey import Respondent
from tickets.domain.survey_form import Question
from tickets.domain.survey_link import no_such_link
from tickets.outbound.survey_rows import questions_from
from tickets.outbound.survey_scope import SURVEYS, asking, opened_by
from tickets.outbound.tables import customers, surveys, tickets

_ANSWER = "surveys.answer"


class SqlSurveyReads:
    """The `SurveyReads` port."""

    def __init__(self, tx: Tx) -> None:
        self._connection = tx.connection

    async def list(
        self, wanted: SurveyFilter, person: Person, *, below: UUID | None, limit: int
    ) -> Sequence[SurveyRow]:
        statement = page_seen_by(person, wanted, below=below, limit=limit)
        rows = await self._connection.execute(statement)
        return [SurveyRow(**_row_fields(row, person)) for row in rows]

    async def find(self, survey_id: UUID, person: Person) -> SurveyDetail:
        statement = _rows(surveys).where(surveys.c.id == survey_id, SURVEYS.clause(person))
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise missing(SURVEYS)
        shown = [_question(each, row.answers) for each in questions_from(row.questions)]
        return SurveyDetail(**_row_fields(row, person), questions=shown)

    async def by_link(self, digest: bytes, at: datetime) -> LinkedSurvey:
        statement = _rows(surveys).where(opened_by(digest, at))
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise no_such_link()
        return LinkedSurvey(
            ticket_number=row.number,
            ticket_title=row.title,
            name=row.name,
            state="pending" if row.answered_at is None else "answered",
            questions=[_asked(each) for each in questions_from(row.questions)],
        )


def page_seen_by(
    person: Person, wanted: SurveyFilter, *, below: UUID | None, limit: int
) -> Select[Any]:
    """One row more than `limit`, newest first, starting below this id.

    As with tickets, each way in which surveys are theirs reads its first rows from an index, only
    those are merged, and only the page is joined with anything.
    """
    conditions = _conditions(wanted, person)
    if below is not None:
        conditions.append(surveys.c.id < below)
    branches = SURVEYS.branches(person) or [false()]
    page = _page([[branch, *conditions] for branch in branches], limit).subquery("page")
    return _rows(page).order_by(page.c.id.desc())


def _page(ways: list[list[ColumnElement[bool]]], limit: int) -> Select[Any]:
    newest = surveys.c.id.desc()
    if len(ways) == 1:
        return select(surveys).where(*ways[0]).order_by(newest).limit(limit + 1)
    first = [select(surveys.c.id).where(*way).order_by(newest).limit(limit + 1) for way in ways]
    merged = union(*(select(each.subquery().c.id) for each in first)).subquery()
    ids = select(merged.c.id).order_by(merged.c.id.desc()).limit(limit + 1)
    return select(surveys).where(surveys.c.id.in_(ids))


def _rows(page: FromClause) -> Select[Any]:
    return (
        select(
            page,
            tickets.c.number,
            tickets.c.title,
            tickets.c.area,
            tickets.c.category,
            customers.c.number.label("customer_number"),
            func.coalesce(customers.c.name, tickets.c.requester_name).label("customer_name"),
        )
        .select_from(page)
        .join(tickets, tickets.c.id == page.c.ticket_id)
        .outerjoin(customers, customers.c.customer_id == page.c.customer_id)
    )


def _conditions(wanted: SurveyFilter, person: Person) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.state == "pending":
        conditions.append(surveys.c.answered_at.is_(None))
    if wanted.state == "answered":
        conditions.append(surveys.c.answered_at.is_not(None))
    if wanted.form:
        conditions.append(surveys.c.form == wanted.form)
    if wanted.ticket_id:
        conditions.append(surveys.c.ticket_id == wanted.ticket_id)
    if wanted.mine:
        conditions.append(asking(person))
    return conditions


def _row_fields(row: Any, person: Person) -> dict[str, Any]:
    is_pending = row.answered_at is None
    asks_them = Respondent(row.customer_id, row.account_id).includes(person)
    return {
        "id": row.id,
        "ticket_id": row.ticket_id,
        "ticket_number": row.number,
        "ticket_title": row.title,
        "area": row.area,
        "category": row.category,
        "form": row.form,
        "name": row.name,
        "state": "pending" if is_pending else "answered",
        "asked_at": row.asked_at,
        "answered_at": row.answered_at,
        "customer": _customer(row),
        "allowed_actions": ["answer"] if is_pending and asks_them and person.may(_ANSWER) else [],
    }


def _customer(row: Any) -> CustomerOfTicket | None:
    if row.customer_id is None:
        return None
    return CustomerOfTicket(row.customer_id, row.customer_number, row.customer_name)


def _question(question: Question, answers: dict[str, str]) -> QuestionShown:
    choices = [ChoiceShown(each.code, each.text, each.score) for each in question.choices]
    return QuestionShown(question.code, question.text, choices, answers.get(question.code))


def _asked(question: Question) -> QuestionAsked:
    choices = [ChoiceAsked(each.code, each.text) for each in question.choices]
    return QuestionAsked(question.code, question.text, choices)
