"""What the desk tells channel systems: what to say to the customer, and when a chat is over.

The key is the contact's id: of one chat everything comes in its order.
"""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, Field

from contracts import topics
from contracts.event import Event, Part, Topic


class ReplyAttachment(Part):
    """A file of a reply. Its bytes are at `/api/v1/intake/chats/{key}/attachments/{attachment_id}`,
    with the key of the system that is to deliver it; of an answer to a mail, at
    `/api/v1/intake/mail-files/{attachment_id}`, for the service that sends it."""

    attachment_id: UUID
    name: str
    media_type: str
    size: int


class MailThread(Part):
    """Where an answer by mail goes, and what it goes on with. Texts and ids are strangers', as they
    came: whoever writes the mail makes them safe. `number` is the contact's."""

    to: str
    to_name: str | None
    subject: str
    number: int
    message_id: str | None
    references: list[str]
    reply_to: str | None
    customer_id: UUID | None


class ReplySentV1(Event):
    """An operator answers the customer. `source` is the system that is to deliver it; what has a
    `mail` goes out as one, and `notifications` tells by its e-mails what becomes of it.

    `text` is plain text, and may be empty where there are `attachments`. What becomes of it is told
    by `channels.delivery-reported`, with this `message_id`.
    """

    type: ClassVar[str] = "channels.reply-sent.v1"
    topic: ClassVar[Topic] = topics.REPLIES

    contact_id: UUID
    source: str
    chat_id: str
    message_id: UUID
    text: str
    author_name: str
    at: AwareDatetime
    attachments: list[ReplyAttachment] = Field(default_factory=list)
    mail: MailThread | None = None


class ChatClosedV1(Event):
    """The desk is done with this chat: whoever brought it may go on with it, a bot for example."""

    type: ClassVar[str] = "channels.chat-closed.v1"
    topic: ClassVar[Topic] = topics.REPLIES

    contact_id: UUID
    source: str
    chat_id: str
    at: AwareDatetime
