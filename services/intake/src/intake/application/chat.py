"""Messages of chats: what the use-cases need of them, and what people see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from intake.application.views import StoredContact
from intake.domain.attachment import Attachment
from intake.domain.contact import Contact
from intake.domain.mail import Answer
from intake.domain.message import Author, Delivery, Message

DELIVERY_LABELS = {
    Delivery.QUEUED: "EN COLA",
    Delivery.SENT: "ENVIADO",
    Delivery.FAILED: "NO ENVIADO",
    Delivery.DELIVERED: "ENTREGADO",
    Delivery.SEEN: "LEÍDO",
}
AUTHOR_LABELS = {
    Author.CUSTOMER: "Cliente",
    Author.BOT: "Bot",
    Author.OPERATOR: "Operador",
    Author.SYSTEM: "Sistema",
}


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """How far a reply has come; `reason` only where it failed."""

    code: Delivery
    label: str
    at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """A file of a message; `media_type` is what it was found to be. A page may show an image."""

    id: UUID
    name: str
    media_type: str
    size: int
    is_image: bool


@dataclass(frozen=True, slots=True)
class MessageView:
    """One thing that was said. What the bot brought along has no id: it never changes.

    `text` is plain text, whatever it looks like. `client_id` is its name where it was written: at
    the operator's own screen, or at the channel.
    """

    id: UUID | None
    author: Author
    author_label: str
    author_name: str | None
    text: str
    at: datetime
    revision: int
    client_id: str | None = None
    delivery: DeliveryView | None = None
    attachments: Sequence[AttachmentView] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a timeline: the bot's lines by their number, then messages by time and position."""

    at: datetime | None
    number: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """A stretch of it, oldest first; `older` and `newer` are None where there is nothing more.

    `revision` is the newest change of the whole conversation, not only of this stretch.
    """

    items: Sequence[MessageView]
    older: Place | None
    newer: Place | None
    revision: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a chat stands, as its customer may know it: whether it is over, and who attends it; and
    the city whose hours hold for it."""

    is_closed: bool
    holder: str | None
    city: str | None = None


class Messages(Protocol):
    """Messages of contacts that are locked by whoever asks."""

    async def add(self, messages: Sequence[Message]) -> list[Message]:
        """Keep those not known yet by author and external id; which ones, in their order."""

    async def named(self, contact_id: UUID, author: Author, external_id: str) -> Message | None:
        """The one that was written under this id."""

    async def send(self, contact: Contact, message: Message, answer: Answer | None) -> None:
        """Keep a reply, and tell the channel to deliver it; by mail, where it is such an answer."""

    async def replies(self, ids: Collection[UUID]) -> Mapping[UUID, Message]:
        """Those of these replies that are known."""

    async def replies_up_to(self, contact_id: UUID, revision: int) -> Sequence[Message]:
        """Replies of a contact that somebody can have read who has seen this revision."""

    async def save(self, messages: Sequence[Message]) -> None:
        """Write how far they have come."""


class Timelines(Protocol):
    """Reads of conversations by somebody who may look."""

    async def before(self, contact_id: UUID, place: Place | None, limit: int) -> Timeline:
        """The stretch that ends before this place, or at the newest message."""

    async def after(self, contact_id: UUID, place: Place, limit: int) -> Timeline:
        """The stretch that begins behind this place."""

    async def changed(self, contact_id: UUID, revision: int, limit: int) -> list[MessageView]:
        """What was said, or came further, after this revision; of more than `limit` the newest,
        the oldest change first."""

    async def chat_of(self, source: str, chat_id: str) -> UUID | None:
        """The contact of a chat that began in the last thirty days."""

    async def standing(self, contact_id: UUID) -> Standing:
        """How a chat stands."""

    async def row(self, contact_id: UUID) -> StoredContact:
        """The contact as a list shows it."""


def view_of(message: Message) -> MessageView:
    """As people see it."""
    delivery = None
    if message.delivery is not None:
        label = DELIVERY_LABELS[message.delivery]
        delivery = DeliveryView(message.delivery, label, message.delivery_at, message.failure)
    return MessageView(
        id=message.id,
        author=message.author,
        author_label=AUTHOR_LABELS[message.author],
        author_name=message.author_name,
        text=message.text,
        at=message.at,
        revision=message.revision,
        client_id=message.external_id,
        delivery=delivery,
        attachments=[shown(each) for each in message.attachments],
    )


def shown(attachment: Attachment) -> AttachmentView:
    """As people see it."""
    return AttachmentView(
        attachment.id, attachment.name, attachment.media_type, attachment.size, attachment.is_image
    )
