"""What requesters say of finished tickets, told by `tickets`. The key is the ticket's id."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Part, Topic


class AnsweredQuestion(Part):
    """A question and the choice that answers it, by their codes and as they were shown. `score` is
    what the choice counts in an average, if anything."""

    question: str
    question_text: str
    answer: str
    answer_text: str
    score: int | None = None


class SurveyAskedV1(Event):
    """A customer is asked about a ticket. It is no version of the ticket. Whoever has `token` may
    answer this one survey, once, until `expires_at`; after that it is worth nothing."""

    type: ClassVar[str] = "tickets.survey-asked.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    survey_id: UUID
    ticket_id: UUID
    ticket_number: int
    area: str
    customer_id: UUID
    name: str
    token: str
    expires_at: AwareDatetime


class SurveyAnsweredV1(Event):
    """A survey about a ticket was answered, as a whole and for ever; by whom is not told. It is no
    version of the ticket. `form_version` says which questions its form had."""

    type: ClassVar[str] = "tickets.survey-answered.v1"
    topic: ClassVar[Topic] = topics.TICKETS

    survey_id: UUID
    ticket_id: UUID
    form: str
    form_version: int
    name: str
    category: str | None
    area: str
    asked_at: AwareDatetime
    answered_at: AwareDatetime
    answers: list[AnsweredQuestion]
