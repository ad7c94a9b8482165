"""The HTTP doors of channel systems. They answer 202 when what they said is committed."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import AwareDatetime, BaseModel

from chassis.errors import Invalid
from chassis.queries import any_query
from contracts.channels import CallReportedV1, ChatReceivedV1, InquiryReceivedV2
from intake.application.leave_unheard import leave_unheard
from intake.application.receive_contacts import Report, receive_contacts
from intake.domain.words import Channel
from intake.inbound.call_bodies import CallBody, read_call
from intake.inbound.edge import EdgeTransaction, now
from intake.inbound.phones import names_a_phone
from intake.inbound.reports import Origin, Reports, believable, with_defaults
from intake.inbound.said_once import Hearing, HearingOf
from intake.inbound.signatures import NAMED

router = APIRouter(prefix="/api/v1/intake", tags=["doors"])
PATHS = tuple(f"{router.prefix}/{each}" for each in ("calls", "chats", "inquiries"))


class Accepted(BaseModel):
    """What became of it. Calls that we made ourselves are no contacts: they are ignored."""

    contact_id: UUID | None
    state: Literal["live", "open", "closed", "ignored"]
    duplicate: bool


def _reports(request: Request) -> Reports:
    reports: Reports = request.app.state.reports
    return reports


ReportsOf = Annotated[Reports, Depends(_reports)]
Call = Annotated[CallReportedV1, Depends(read_call)]


def _source_time(
    said: Annotated[
        AwareDatetime | None,
        Header(alias="ce-time", description="When it happened, where that was not just now"),
    ] = None,
) -> datetime:
    """Whoever reports late says when it happened; a time that cannot be is the present one."""
    present = now()
    return believable(said, present) if said else present


SourceTime = Annotated[datetime, Depends(_source_time)]

# What it refers to is in the document already: chats have it, too. All of it stands in the address
# where there is no body.
_CALL_SCHEMA = CallBody.model_json_schema(
    mode="validation", ref_template="#/components/schemas/{model}"
)
_CALL_SCHEMA.pop("$defs")
_CALL_BODY: dict[str, Any] = {
    "requestBody": {
        "required": False,
        "content": {
            "application/json": {"schema": _CALL_SCHEMA},
            "application/x-www-form-urlencoded": {"schema": _CALL_SCHEMA},
            "multipart/form-data": {"schema": _CALL_SCHEMA},
        },
    }
}
_IGNORED = Accepted(contact_id=None, state="ignored", duplicate=False)


@router.post(
    "/calls/{key}",
    status_code=202,
    dependencies=[Depends(any_query)],
    response_model=Accepted,
    openapi_extra=_CALL_BODY | NAMED,
)
async def report_call(
    hearing: HearingOf, at: SourceTime, call: Call, reports: ReportsOf
) -> Response | Accepted:
    """A step of a call, as exchanges' generic CTI bridges report it."""
    if call.direction == "out":
        return _IGNORED
    if call.event == "new_call" and not names_a_phone(call.from_number):
        detail = "A new call says in `from` who calls: a phone, or `anonymous`."
        raise Invalid(detail, code="missing-phone")
    report = reports.of_call(call, Origin(hearing.system.code, at))
    return await _receive(Channel.CALL, report, hearing)


@router.post("/chats/{key}", status_code=202, response_model=Accepted, openapi_extra=NAMED)
async def hand_over_chat(
    hearing: HearingOf, at: SourceTime, chat: ChatReceivedV1, reports: ReportsOf
) -> Response:
    """A chat that the bot hands over to the desk."""
    report = reports.of_chat(chat, Origin(hearing.system.code, at))
    return await _receive(Channel.CHAT, report, hearing)


@router.post("/inquiries/{key}", status_code=202, response_model=Accepted, openapi_extra=NAMED)
async def send_inquiry(
    hearing: HearingOf, at: SourceTime, inquiry: InquiryReceivedV2, reports: ReportsOf
) -> Response:
    """A form of the customers' portal."""
    report = reports.of_inquiry(inquiry, Origin(hearing.system.code, at))
    return await _receive(Channel.INQUIRY, report, hearing)


async def _receive(channel: Channel, report: Report, hearing: Hearing) -> Response:
    if report.begins:
        report.facts = with_defaults(report.facts, hearing.system)

    async def work(tx: EdgeTransaction) -> Accepted:
        reception = await receive_contacts(channel, [report], now(), tx)
        await leave_unheard(reception, await tx.doors.now(), now(), tx)
        ((key, contact),) = reception.contacts.items()
        return Accepted(
            contact_id=contact.id, state=contact.state.value, duplicate=key not in reception.news
        )

    return await hearing.answer(202, work)
