"""The HTTP doors of chats that go on: messages, and what became of our replies."""

from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from chassis.errors import NotFound
from chassis.moments import StorableTime
from contracts.channels import ExternalId, LongText, ShortText
from contracts.chats import ChatMessageV1, DeliveryReportedV1
from intake.application.follow_deliveries import follow_deliveries
from intake.application.receive_messages import receive_message
from intake.domain.attachment import MOST_OF_A_MESSAGE
from intake.domain.message import Delivery
from intake.inbound.chat_reports import Moment, delivery_report, said
from intake.inbound.edge import EdgeTransaction, now
from intake.inbound.said_once import HearingOf
from intake.inbound.signatures import NAMED

router = APIRouter(prefix="/api/v1/intake/chats/{key}", tags=["doors"])


class MessageOfChat(BaseModel):
    """Something the customer, or the bot, said in a chat that was handed over before."""

    model_config = ConfigDict(extra="ignore")

    chat_id: ExternalId
    message_id: ExternalId
    author: Literal["customer", "bot"] = "customer"
    author_name: ShortText | None = None
    text: LongText = ""
    at: StorableTime | None = None
    attachments: Annotated[list[UUID], Field(max_length=MOST_OF_A_MESSAGE)] = []

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.text or self.attachments):
            raise ValueError("a message has a text or attachments")
        return self


class DeliveryOfReply(BaseModel):
    """How far a reply of ours has come; `message_id` is that of `channels.reply-sent`."""

    model_config = ConfigDict(extra="ignore")

    chat_id: ExternalId
    message_id: UUID
    state: Literal["sent", "delivered", "seen", "failed"]
    reason: ShortText | None = None
    at: StorableTime | None = None


class MessageAccepted(BaseModel):
    """What became of it. A `closed` contact keeps it, but nobody looks any more: hand the customer
    over anew, as another chat."""

    contact_id: UUID
    message_id: UUID
    state: Literal["open", "closed"]
    duplicate: bool


class DeliveryAccepted(BaseModel):
    """How far the reply has come by all that was told."""

    message_id: UUID
    delivery: Delivery


@router.post("/messages", status_code=202, response_model=MessageAccepted, openapi_extra=NAMED)
async def hand_over_message(hearing: HearingOf, body: MessageOfChat) -> Response:
    """A message of a chat; 404 `unknown-chat` before the chat itself was handed over.
    Files are handed over before the message that names them."""
    at = now()
    # Checked already; and here, unlike on the topic, a picture may come without a word.
    told = ChatMessageV1.model_construct(**body.model_dump())
    message = said(told, Moment(hearing.system.code, at, at))

    async def work(tx: EdgeTransaction) -> MessageAccepted:
        heard = await receive_message(message, at, tx)
        return MessageAccepted(
            contact_id=heard.contact.id,
            message_id=heard.message_id,
            state="closed" if heard.contact.ending else "open",
            duplicate=not heard.is_new,
        )

    return await hearing.answer(202, work)


@router.post("/deliveries", status_code=202, response_model=DeliveryAccepted, openapi_extra=NAMED)
async def report_delivery(hearing: HearingOf, body: DeliveryOfReply) -> Response:
    """How far a reply has come; 404 `unknown-message` for what is no reply of this chat."""
    at = now()
    report = delivery_report(
        DeliveryReportedV1(**body.model_dump()), Moment(hearing.system.code, at, at)
    )

    async def work(tx: EdgeTransaction) -> DeliveryAccepted:
        message = (await follow_deliveries([report], tx)).get(body.message_id)
        if message is None or message.delivery is None:
            raise NotFound("This chat has no such reply.", code="unknown-message")
        return DeliveryAccepted(message_id=message.id, delivery=message.delivery)

    return await hearing.answer(202, work)
