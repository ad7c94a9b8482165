"""A survey: what one requester is asked about one finished ticket (B58, X26)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from chassis.errors import Conflict, Forbidden, Invalid
from tickets.domain.people import Person
from tickets.domain.survey_form import Question, SurveyForm
from tickets.domain.ticket import Ticket


class SurveyIsAnswered(Conflict):
    """A survey is answered once, as a whole (B61); `answered_at` among the facts says when."""

    code = "survey-is-answered"


class NotYourSurvey(Forbidden):
    """Only whom it asks answers it."""

    code = "not-your-survey"


@dataclass(frozen=True)
class Respondent:
    """Whom a survey asks: a customer, by any account of theirs, or else one account."""

    customer_id: UUID | None = None
    account_id: UUID | None = None

    def includes(self, person: Person) -> bool:
        """Whether it asks this person."""
        if self.customer_id is not None:
            return self.customer_id == person.customer_id
        return self.account_id == person.account_id


def respondent_of(ticket: Ticket) -> Respondent | None:
    """Whom a survey about it asks: its customer; without one, whoever opened it for themselves. A
    contact of nobody known has nobody to ask."""
    if ticket.customer_id is not None:
        return Respondent(customer_id=ticket.customer_id)
    opened_by = ticket.registered.account_id
    if opened_by is None or ticket.report.contact_id is not None:
        return None
    return Respondent(account_id=opened_by)


@dataclass
class Survey:
    """It keeps the form's questions as they were when it was asked. Answers are choices by the
    codes of their questions."""

    id: UUID
    ticket_id: UUID
    form: str
    form_version: int
    name: str
    questions: tuple[Question, ...]
    respondent: Respondent
    asked_at: datetime
    answers: Mapping[str, str] = field(default_factory=dict)
    answered_at: datetime | None = None
    answered_by: UUID | None = None

    @classmethod
    def ask(
        cls, survey_id: UUID, ticket_id: UUID, form: SurveyForm, whom: Respondent, at: datetime
    ) -> "Survey":
        """A new one, of a form as it is now."""
        questions = form.questions
        return cls(survey_id, ticket_id, form.code, form.version, form.name, questions, whom, at)

    def answer(self, answers: Sequence[tuple[str, str]], by: Person, at: datetime) -> None:
        """With the codes of questions and choices. Raises NotYourSurvey, SurveyIsAnswered, and
        Invalid where not every question has just one of its choices."""
        if not self.respondent.includes(by):
            raise NotYourSurvey("Only who is asked answers.")
        self.answer_by_link(answers, at)
        self.answered_by = by.account_id

    def answer_by_link(self, answers: Sequence[tuple[str, str]], at: datetime) -> None:
        """The same for whoever has the letter: by nobody's account. Raises SurveyIsAnswered,
        Invalid."""
        if self.answered_at is not None:
            when = self.answered_at.isoformat()
            raise SurveyIsAnswered("This survey was answered.", answered_at=when)
        _require_once([question for question, _ in answers])
        _require_whole(self.questions, dict(answers))
        self.answers, self.answered_at = dict(answers), at


def _require_once(questions: Sequence[str]) -> None:
    for question in questions:
        if questions.count(question) > 1:
            sentence = "A question has one answer."
            raise Invalid(sentence, code="question-repeated", question=question)


def _require_whole(questions: tuple[Question, ...], answers: Mapping[str, str]) -> None:
    if unknown := sorted({*answers} - {each.code for each in questions}):
        sentence = "This survey does not ask that."
        raise Invalid(sentence, code="unknown-question", question=unknown[0])
    for question in questions:
        if question.code not in answers:
            sentence = "A survey is answered as a whole."
            raise Invalid(sentence, code="question-unanswered", question=question.code)
        if question.choice(answers[question.code]) is None:
            sentence = "This question has no such choice."
            raise Invalid(sentence, code="unknown-choice", question=question.code)
