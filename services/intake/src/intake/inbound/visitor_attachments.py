"""Files of chats, for the chat widget."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from intake.application.chat import AttachmentView
from intake.domain.attachment import LARGEST_FILE
from intake.domain.errors import ContactIsClosed
from intake.inbound.edge import Begin, EdgeTransaction
from intake.inbound.received_files import (
    BODY,
    FILE,
    FileName,
    FilesOf,
    ReceivingOf,
    answer_file,
)
from intake.inbound.upload_room import UploadRoom
from intake.inbound.visitor_http import PATH, contact_id_of
from intake.inbound.visitor_room import address_of
from intake.inbound.visitors import VisitorOf

router = APIRouter(
    prefix=f"{PATH}/{{site}}/attachments", tags=["web chat"], max_body_size=LARGEST_FILE
)


@router.post("", status_code=201, openapi_extra=BODY)
async def show_something(
    visitor: VisitorOf, request: Request, receiving: ReceivingOf, name: FileName = ""
) -> AttachmentView:
    """A file of at most 10 MiB, which a message will name; 409 once the chat is over
    (`contact-is-closed`), or what a customer may send in it is used up (`no-room-for-file`,
    `too-many-attachments`). 429 `too-many-uploads`: others are still coming."""
    room: UploadRoom = request.app.state.upload_room

    async def admit(tx: EdgeTransaction) -> UUID:
        contact_id = await contact_id_of(visitor, tx)
        if (await tx.timelines.standing(contact_id)).is_closed:
            raise ContactIsClosed
        return contact_id

    with room.place(visitor.chat_id, address_of(request)):
        return await receiving.take(name, None, admit)


@router.get("/{attachment_id}", responses=FILE, response_class=Response)
async def look_at(
    visitor: VisitorOf, attachment_id: UUID, files: FilesOf, begin: Begin
) -> Response:
    """A file of this chat, whoever sent it."""
    async with begin() as tx:
        attachment = await tx.attachments.find(await contact_id_of(visitor, tx), attachment_id)
    return await answer_file(files, attachment)
