"""Mail as people see it: that of a contact, and what was kept aside (R01)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel
from starlette.requests import Request

from chassis.audit import audited
from chassis.pages import After, Limit, Page, moment, page_of, position_of
from intake.application.mail_ports import MailView
from intake.application.receive_mail import Defaults, attend
from intake.inbound.desk_models import Reader
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.http_ignored import Ignorer
from intake.inbound.mail_reader import MailReader

router = APIRouter(prefix="/api/v1", tags=["mail"])

_MAIL = "message/rfc822"
_KEPT_SHUT = {
    "Content-Disposition": 'attachment; filename="mail.eml"',
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}
_FILE: dict[int | str, dict[str, Any]] = {200: {"content": {_MAIL: {}}}}


class FileShown(BaseModel):
    """What came with a mail, by name; its content is in the original."""

    name: str
    media_type: str
    size: int


class MailShown(BaseModel):
    """A mail; `text` is plain, whatever it was written in."""

    id: UUID
    contact_id: UUID | None
    system: str
    aside: str | None
    sender: str
    sender_name: str | None
    subject: str
    text: str
    attachments: list[FileShown]
    sent_at: datetime
    received_at: datetime


class MailsShown(BaseModel):
    """The oldest first. Answers sent to `reply_to` go on with this contact, whoever sends them."""

    items: list[MailShown]
    reply_to: str | None


class Settled(BaseModel):
    """The contact it became or went on with; none if it was nothing."""

    contact_id: UUID | None


def _reader(request: Request) -> MailReader | None:
    reader: MailReader | None = request.app.state.mail_reader
    return reader


ReaderOf = Annotated[MailReader | None, Depends(_reader)]


@router.get("/contacts/{contact_id}/mails", dependencies=[audited("mails.read")])
async def mails_of_contact(
    contact_id: UUID, actor: Reader, reader: ReaderOf, begin: Begin
) -> MailsShown:
    """All mail of one contact, and where answers to it should go."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.read")
        mails = await tx.mails.of_contact(contact_id)
        known = await tx.doors.now()
    system = known.by_code.get(mails[0].system) if mails else None
    address = system.address if system else None
    reply_to = reader.reply_address(address, contact_id) if reader and address else None
    return MailsShown(items=[_shown(each) for each in mails], reply_to=reply_to)


@router.get(
    "/contacts/{contact_id}/mails/{mail_id}/original",
    dependencies=[audited("mails.read")],
    responses=_FILE,
    response_class=Response,
)
async def original_of_contact(
    contact_id: UUID, mail_id: UUID, actor: Reader, begin: Begin
) -> Response:
    """As it came, with all its attachments: to be saved, never to be shown in a page of ours."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.read")
        raw = await tx.mails.original(mail_id, contact_id)
    return Response(raw, media_type=_MAIL, headers=_KEPT_SHUT)


@router.get("/intake/mails-aside", dependencies=[audited("mails-aside.read")])
async def list_aside(
    actor: Ignorer, begin: Begin, after: After = None, limit: Limit = 50
) -> Page[MailShown]:
    """Mail that no person seems to have written, or that nobody wants to hear; newest first."""
    position: Any = position_of(after, moment, UUID)
    async with begin() as tx:
        rows = await tx.mails.aside(position, limit + 1)
    shown = [_shown(row) for row in rows]
    return page_of(shown, limit, lambda row: [row.received_at.isoformat(), str(row.id)])


@router.post("/intake/mails-aside/{mail_id}/attend", response_model=Settled)
async def attend_aside(mail_id: UUID, actor: Ignorer, edge: Edge) -> Response:
    """A person wrote it after all: it becomes a contact, or goes on with one."""

    async def work(tx: EdgeTransaction) -> Settled:
        mail = await tx.mails.held(mail_id)
        system = (await tx.doors.now()).by_code.get(mail.system)
        defaults = Defaults(system.queue, system.line, system.reason) if system else Defaults()
        return Settled(contact_id=await attend(mail_id, mail, defaults, now(), tx))

    return await edge.answer(200, work)


@router.post("/intake/mails-aside/{mail_id}/discard", response_model=Settled)
async def discard_aside(mail_id: UUID, actor: Ignorer, edge: Edge) -> Response:
    """It is nothing; it stays in no list, and is forgotten after some time."""

    async def work(tx: EdgeTransaction) -> Settled:
        await tx.mails.held(mail_id)
        await tx.mails.discard(mail_id, now())
        return Settled(contact_id=None)

    return await edge.answer(200, work)


def _shown(mail: MailView) -> MailShown:
    files = [FileShown.model_validate(each) for each in mail.attachments]
    fields = {name: getattr(mail, name) for name in MailShown.model_fields}
    return MailShown(**{**fields, "attachments": files})
