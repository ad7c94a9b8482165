"""What is read of surveys: rows and details as the API shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from tickets.application.views import CustomerOfTicket

SurveyState = Literal["pending", "answered"]


@dataclass(frozen=True, kw_only=True)
class SurveyRow:
    """A survey and the ticket it is about. `form` is the code of its form; `customer` whom it asks,
    where that is a customer."""

    id: UUID
    ticket_id: UUID
    ticket_number: int
    ticket_title: str
    area: str
    category: str | None
    form: str
    name: str
    state: SurveyState
    asked_at: datetime
    answered_at: datetime | None
    customer: CustomerOfTicket | None
    allowed_actions: list[str]


@dataclass(frozen=True)
class ChoiceShown:
    """One answer that can be selected."""

    code: str
    text: str
    score: int | None


@dataclass(frozen=True)
class QuestionShown:
    """A question as it was asked, and the code of the choice that answers it."""

    code: str
    text: str
    choices: Sequence[ChoiceShown]
    answer: str | None


@dataclass(frozen=True, kw_only=True)
class SurveyDetail(SurveyRow):
    """A survey with its questions."""

    questions: Sequence[QuestionShown]


@dataclass(frozen=True)
class ChoiceAsked:
    """One answer that can be selected; what it counts is no business of whoever selects."""

    code: str
    text: str


@dataclass(frozen=True)
class QuestionAsked:
    """A question to whoever has a link."""

    code: str
    text: str
    choices: Sequence[ChoiceAsked]


@dataclass(frozen=True, kw_only=True)
class LinkedSurvey:
    """What a link shows: nothing of who is asked, nor of what was answered."""

    ticket_number: int
    ticket_title: str
    name: str
    state: SurveyState
    questions: Sequence[QuestionAsked]
