"""Files of chats and of answers to mails, for operators."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from intake.application.chat import AttachmentView
from intake.domain.attachment import LARGEST_FILE
from intake.domain.lease import lapse
from intake.domain.message import check_can_send_files
from intake.inbound.chat_models import Replier
from intake.inbound.desk_models import Reader, operator
from intake.inbound.edge import Begin, EdgeTransaction, now
from intake.inbound.received_files import (
    BODY,
    FILE,
    FileName,
    FilesOf,
    ReceivingOf,
    answer_file,
)

router = APIRouter(
    prefix="/api/v1/contacts/{contact_id}/attachments",
    tags=["chats"],
    max_body_size=LARGEST_FILE,
)


@router.post("", status_code=201, openapi_extra=BODY)
async def send_attachment(
    contact_id: UUID,
    actor: Replier,
    receiving: ReceivingOf,
    request: Request,
    name: FileName = "",
) -> AttachmentView:
    """Send a file of at most 10 MiB to a chat, or for an answer to a mail; only its holder can. A
    reply that names it brings it to the customer; what no reply names is forgotten after a day."""
    by_mail = bool(request.app.state.own_services)

    async def admit(tx: EdgeTransaction) -> UUID:
        await tx.contacts.admit(contact_id, actor, "contacts.reply")
        contact = await tx.contacts.get(contact_id)
        lapse(contact, now())
        check_can_send_files(contact, operator(actor), by_mail=by_mail)
        return contact_id

    return await receiving.take(name, actor.account_id, admit)


@router.get("/{attachment_id}", responses=FILE, response_class=Response)
async def read_attachment(
    contact_id: UUID, attachment_id: UUID, actor: Reader, files: FilesOf, begin: Begin
) -> Response:
    """A file of this conversation. Pictures may be shown by a page, all others are for saving."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.read")
        attachment = await tx.attachments.find(contact_id, attachment_id)
    return await answer_file(files, attachment)
