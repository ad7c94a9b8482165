"""Surveys by a letter's link, for whoever has the letter (X26)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, StringConstraints

from chassis.policies import declares
from chassis.reach import WHOLE
from tickets.application.follow_survey_link import answer_linked, see_linked
from tickets.application.survey_views import LinkedSurvey
from tickets.inbound.edge import OpenTransaction, now
from tickets.inbound.http_surveys import Answers

router = APIRouter(prefix="/api/v1/tickets/survey-links", tags=["surveys"])

Token = Annotated[str, StringConstraints(max_length=200)]


@declares("public")
async def _bearer(request: Request) -> None:
    # Whoever has the token sees what it opens, and every query here is for that one survey.
    request.state.actor, request.state.scope = "survey-link", WHOLE


_BEARER = Depends(_bearer)


class Link(BaseModel):
    """What stands behind `token=` in the link. It is in no address, and so in no log."""

    model_config = ConfigDict(extra="forbid")

    token: Token


class LinkedAnswers(Answers):
    """The link and one answer of each question."""

    token: Token


@router.post("", dependencies=[_BEARER])
async def follow(body: Link, begin: OpenTransaction) -> LinkedSurvey:
    """What the link leads to: the questions, and whether they were answered. 404 if it leads
    nowhere, or not any more."""
    async with begin() as tx:
        return await see_linked(body.token, now(), tx)


@router.post("/answers", dependencies=[_BEARER])
async def answer_by_link(body: LinkedAnswers, begin: OpenTransaction) -> LinkedSurvey:
    """Answer it as a whole, once. Again: 409 (`survey-is-answered`)."""
    async with begin() as tx:
        return await answer_linked(body.token, body.chosen(), now(), tx)
