"""The forms of surveys (B62)."""

from dataclasses import replace

from fastapi import APIRouter, Response

from chassis.policies import needs
from chassis.preconditions import IfMatch, version_of
from tickets.application.keep_survey_forms import change_form, create_form, remove_form
from tickets.application.ports import Transaction
from tickets.domain.survey_form import SurveyForm
from tickets.inbound.catalogue_bodies import KnownCode
from tickets.inbound.edge import Edge, OpenTransaction
from tickets.inbound.survey_bodies import FormBody, FormShown, FormsShown, NewForm, form_shown

router = APIRouter(prefix="/api/v1/tickets", tags=["catalogues of tickets"])

MANAGE = needs("surveys.manage")


@router.get("/survey-forms", dependencies=[MANAGE])
async def list_all(begin: OpenTransaction) -> FormsShown:
    """All of them, also those that are not asked any more."""
    async with begin() as tx:
        return FormsShown(items=[form_shown(each) for each in await tx.survey_forms.all()])


@router.post("/survey-forms", status_code=201, dependencies=[MANAGE], response_model=FormShown)
async def create(body: NewForm, edge: Edge) -> Response:
    """A new form. Each category has one active form, and one is for all that have none."""

    async def work(tx: Transaction) -> FormShown:
        return form_shown(await create_form(body.meant(body.code), tx))

    return await edge.answer(201, work)


@router.put("/survey-forms/{code}", dependencies=[MANAGE])
async def change(
    code: KnownCode, body: FormBody, if_match: IfMatch, begin: OpenTransaction
) -> FormShown:
    """Ask something else from now on; what was asked stays as it was asked. 412 (`out-of-date`) if
    somebody else changed it since it was read."""

    def changed(before: SurveyForm) -> SurveyForm:
        return replace(body.meant(code), version=before.version)

    async with begin() as tx:
        return form_shown(await change_form(code, version_of(if_match), changed, tx))


@router.delete("/survey-forms/{code}", status_code=204, dependencies=[MANAGE])
async def remove(code: KnownCode, if_match: IfMatch, begin: OpenTransaction) -> None:
    """Not asked any more from now on; what was asked can still be answered."""
    async with begin() as tx:
        await remove_form(code, version_of(if_match), tx)
