"""Files of chats, for the systems that bring the chats."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from pydantic import RootModel

from intake.application.chat import AttachmentView, shown
from intake.application.receive_messages import UnknownChat
from intake.domain.attachment import LARGEST_FILE
from intake.domain.words import Channel
from intake.inbound.channel_keys import ChannelSource
from intake.inbound.edge import Begin, EdgeTransaction
from intake.inbound.received_files import (
    BODY,
    FILE,
    FileName,
    FilesOf,
    ReceivingOf,
    answer_file,
)
from intake.inbound.said_once import said_once
from intake.inbound.signatures import NAMED
from intake.inbound.texts import bounded_source

router = APIRouter(
    prefix="/api/v1/intake/chats/{key}/attachments", tags=["doors"], max_body_size=LARGEST_FILE
)
ChatId = Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


@router.post("", status_code=201, response_model=AttachmentView, openapi_extra=BODY | NAMED)
async def hand_over_attachment(
    source: ChannelSource,
    chat_id: ChatId,
    receiving: ReceivingOf,
    request: Request,
    name: FileName = "",
) -> Response:
    """A file of at most 10 MiB that a message of this chat will name; 404 `unknown-chat` before the
    chat itself was handed over. What no message names is forgotten after a day."""

    async def admit(tx: EdgeTransaction) -> UUID:
        chat = (bounded_source(source), chat_id)
        chats = await tx.contacts.of_keys(Channel.CHAT, [chat])
        if chat not in chats:
            raise UnknownChat
        return chats[chat].id

    async with receiving.stored(name, None, admit) as (file_id, stored), receiving.begin() as tx:
        once = said_once(request)
        earlier = await once.claim(tx.kernel)
        if earlier is not None:
            await receiving.files.forget(file_id)
            await tx.attachments.drop(file_id)
            return earlier
        kept = await tx.attachments.keep(file_id, stored)
        return await once.remember(tx.kernel, 201, RootModel(shown(kept)))


@router.get("/{attachment_id}", responses=FILE, response_class=Response, openapi_extra=NAMED)
async def fetch_attachment(
    source: ChannelSource, attachment_id: UUID, files: FilesOf, begin: Begin
) -> Response:
    """A file of one of this system's chats: what `channels.reply-sent` names is to be delivered."""
    async with begin() as tx:
        attachment = await tx.attachments.of_source(bounded_source(source), attachment_id)
    return await answer_file(files, attachment)
