"""The forms of surveys: questions with one selectable answer each (B60, B62)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chassis.errors import Conflict, Invalid


class WrongForm(Invalid):
    """Two questions of a form, or two choices of a question, have one code."""

    code = "code-repeated"


class CategoryHasSurvey(Conflict):
    """Another active form asks about tickets of this category; the facts say which."""

    code = "category-has-survey"


@dataclass(frozen=True)
class Choice:
    """One answer that can be selected; `score` is what it counts in an average, if anything."""

    code: str
    text: str
    score: int | None = None


@dataclass(frozen=True)
class Question:
    """One of its choices answers it."""

    code: str
    text: str
    choices: tuple[Choice, ...]

    def choice(self, code: str) -> Choice | None:
        """The choice with this code."""
        return next((each for each in self.choices if each.code == code), None)


@dataclass(frozen=True)
class SurveyForm:
    """Asked about finished tickets of its categories; without any, about all tickets whose category
    has no form of its own, and those without a category. The code never changes."""

    code: str
    name: str
    questions: tuple[Question, ...]
    categories: tuple[str, ...] = ()
    active: bool = True
    version: int = 1

    def check(self) -> None:
        """Raise WrongForm unless an answer can be told by its codes."""
        _require_once([each.code for each in self.questions])
        for question in self.questions:
            _require_once([each.code for each in question.choices])

    def check_alone(self, others: Iterable["SurveyForm"]) -> None:
        """Raise CategoryHasSurvey where another active form asks about the same tickets."""
        for other in others:
            if not (self.active and other.active) or other.code == self.code:
                continue
            both = sorted({*self.categories} & {*other.categories})
            if both or not (self.categories or other.categories):
                sentence = f"The form {other.code} asks about these tickets."
                category = both[0] if both else None
                raise CategoryHasSurvey(sentence, form=other.code, category=category)


def form_for(category: str | None, forms: Iterable[SurveyForm]) -> SurveyForm | None:
    """The form that asks about tickets of this category, if one does (B58)."""
    active = [each for each in forms if each.active]
    own = (each for each in active if category in each.categories)
    of_all = (each for each in active if not each.categories)
    return next(own, None) or next(of_all, None)


def _require_once(codes: Sequence[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise WrongForm(f"{code} is there twice.", repeated=code)
