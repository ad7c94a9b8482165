"""Forms of surveys come, ask something else from now on, and are not asked any more (B62)."""

from collections.abc import Callable

from chassis.kept import change
from tickets.application.kept import switch_off
from tickets.application.ports import Transaction
from tickets.domain.category import UnknownCategory
from tickets.domain.survey_form import SurveyForm


async def create_form(form: SurveyForm, tx: Transaction) -> SurveyForm:
    """A new one. Raises Conflict, WrongForm, UnknownCategory, CategoryHasSurvey."""
    await tx.survey_forms.hold_still()
    await tx.survey_forms.add(form)
    await _check(form, tx)
    return form


async def change_form(
    code: str, seen: int, changed: Callable[[SurveyForm], SurveyForm], tx: Transaction
) -> SurveyForm:
    """It as it is now; what was asked stays as it was asked. Raises NotFound, OutOfDate, and as a
    new one does."""
    await tx.survey_forms.hold_still()
    form = await change(tx.survey_forms, code, seen, changed)
    await _check(form, tx)
    return form


async def remove_form(code: str, seen: int, tx: Transaction) -> SurveyForm:
    """Not asked any more from now on; what was asked can be answered. Raises NotFound,
    OutOfDate."""
    await tx.survey_forms.hold_still()
    return await switch_off(tx.survey_forms, code, seen)


async def _check(form: SurveyForm, tx: Transaction) -> None:
    form.check()
    known = {each.code for each in await tx.categories.all()}
    if unknown := sorted({*form.categories} - known):
        raise UnknownCategory("No ticket can be about this.", category=unknown[0])
    form.check_alone(await tx.survey_forms.all())
