"""Forms of surveys as administrators write them."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt

from tickets.domain.survey_form import Choice, Question, SurveyForm
from tickets.inbound.catalogue_bodies import Codes, Name, NewCode, once


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChoiceBody(_Body):
    """One answer that can be selected; `score` is what it counts in an average."""

    code: NewCode
    text: Name
    score: Annotated[StrictInt, Field(ge=0, le=100)] | None = None


class QuestionBody(_Body):
    """One of its choices answers it."""

    code: NewCode
    text: Name
    choices: Annotated[list[ChoiceBody], Field(min_length=2, max_length=20)]

    def meant(self) -> Question:
        """The same in the words of the domain."""
        choices = tuple(Choice(each.code, each.text, each.score) for each in self.choices)
        return Question(self.code, self.text, choices)


class FormBody(_Body):
    """Asked about finished tickets of these categories; without any, about all that no other form
    asks about."""

    name: Name
    categories: Codes = []
    questions: Annotated[list[QuestionBody], Field(min_length=1, max_length=30)]
    active: StrictBool = True

    def meant(self, code: str) -> SurveyForm:
        """The first version of it."""
        questions = tuple(each.meant() for each in self.questions)
        return SurveyForm(code, self.name, questions, once(self.categories), self.active)


class NewForm(FormBody):
    """One that does not exist yet."""

    code: NewCode


class FormShown(FormBody):
    """A form; `version` is what a change must send as If-Match."""

    code: str
    version: int


class FormsShown(BaseModel):
    """In the order of their codes."""

    items: list[FormShown]


def form_shown(form: SurveyForm) -> FormShown:
    """A form as the API shows it."""
    questions = [
        QuestionBody(
            code=question.code,
            text=question.text,
            choices=[ChoiceBody(**vars(each)) for each in question.choices],
        )
        for question in form.questions
    ]
    return FormShown(**{**vars(form), "questions": questions, "categories": list(form.categories)})
