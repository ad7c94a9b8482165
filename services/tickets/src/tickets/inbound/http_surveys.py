"""Surveys: those who are asked answer them, staff reads them (B20, B29, B58-B61)."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, Field, RootModel

from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from chassis.reach import SEE_ALL, SEE_AREA
from tickets.application.answer_survey import AnswerSurvey, answer_survey
from tickets.application.ports import Transaction
from tickets.application.survey_ports import SurveyFilter
from tickets.application.survey_views import SurveyDetail, SurveyRow, SurveyState
from tickets.inbound.edge import Edge, OpenTransaction, now
from tickets.inbound.fields import Code

router = APIRouter(prefix="/api/v1/tickets", tags=["surveys"])

Reader = Annotated[Actor, needs("surveys.read", also=(SEE_AREA, SEE_ALL))]
SurveyShown = RootModel[SurveyDetail]
_MOST_ANSWERS = 30


@dataclass(frozen=True)
class Wanted:
    """The list's filters, as they are written in an address."""

    state: SurveyState | None = None
    form: Annotated[Code | None, Query(description="The code of a form")] = None
    ticket_id: UUID | None = None
    mine: Annotated[bool, Query(description="Only those that ask whoever looks")] = False

    def meant(self) -> SurveyFilter:
        """The same in the words of the application."""
        return SurveyFilter(**vars(self))


class Answer(BaseModel):
    """A question and the choice that answers it, by their codes."""

    model_config = ConfigDict(extra="forbid")

    question: Code
    choice: Code


class Answers(BaseModel):
    """One of each question."""

    model_config = ConfigDict(extra="forbid")

    answers: Annotated[list[Answer], Field(max_length=_MOST_ANSWERS)]

    def chosen(self) -> list[tuple[str, str]]:
        """Codes of questions and of choices."""
        return [(each.question, each.choice) for each in self.answers]


@router.get("/surveys")
async def list_surveys(
    actor: Reader,
    begin: OpenTransaction,
    wanted: Annotated[Wanted, Depends()],
    after: After = None,
    limit: Limit = 50,
) -> Page[SurveyRow]:
    """Surveys, newest first: users see what they are asked, staff what the tickets they see were
    asked about."""
    position = position_of(after, UUID)
    async with begin() as tx:
        below = position[0] if position else None
        rows = await tx.survey_reads.list(wanted.meant(), actor, below=below, limit=limit)
    return page_of(rows, limit, lambda row: [row.id])


@router.get("/surveys/{survey_id}")
async def read(survey_id: UUID, actor: Reader, begin: OpenTransaction) -> SurveyDetail:
    """One survey, with its questions as they were asked and how they were answered."""
    async with begin() as tx:
        return await tx.survey_reads.find(survey_id, actor)


@router.post("/surveys/{survey_id}/answers", response_model=SurveyShown)
async def answer(
    survey_id: UUID, body: Answers, actor: Annotated[Actor, needs("surveys.answer")], edge: Edge
) -> Response:
    """Answer it as a whole, once; only whom it asks can. Again: 409 (`survey-is-answered`)."""
    command = AnswerSurvey(survey_id, body.chosen(), actor, now())

    async def work(tx: Transaction) -> RootModel[SurveyDetail]:
        return SurveyShown(await answer_survey(command, tx))

    return await edge.answer(200, work)
