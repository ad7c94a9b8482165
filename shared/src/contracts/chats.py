"""What channel systems tell of a chat that the desk attends: messages, and what became of ours."""

from typing import Annotated, ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from contracts import topics
from contracts.channels import ExternalId, LongText, ShortText
from contracts.event import Event, Topic


class ChatMessageV1(Event):
    """The customer, or the bot, said something in a chat.

    `chat_id` is the `external_id` of the chat, `message_id` the name of the message there; told
    twice, the first counts. Without `at` it was said when the event says. `attachments` are
    ids of files that were handed to the door of chats before.
    """

    type: ClassVar[str] = "channels.chat-message.v1"
    topic: ClassVar[Topic] = topics.CHANNEL_CONTACTS

    chat_id: ExternalId
    message_id: ExternalId
    author: Literal["customer", "bot"] = "customer"
    author_name: ShortText | None = None
    text: Annotated[LongText, Field(min_length=1)]
    at: AwareDatetime | None = None
    attachments: Annotated[list[UUID], Field(max_length=5)] = Field(default_factory=list)


class DeliveryReportedV1(Event):
    """How far a reply of ours has come. In any order, and any number of times."""

    type: ClassVar[str] = "channels.delivery-reported.v1"
    topic: ClassVar[Topic] = topics.CHANNEL_CONTACTS

    chat_id: ExternalId
    message_id: UUID
    state: Literal["sent", "delivered", "seen", "failed"]
    reason: ShortText | None = None
    at: AwareDatetime | None = None
