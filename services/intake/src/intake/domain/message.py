"""What is said in a chat that the desk attends, and how far each of our replies has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from intake.domain.attachment import MOST_OF_A_MAIL, Attachment
from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.errors import ContactIsNoChat, NoFilesByMail, TooMuchForMail
from intake.domain.lease import require_claim
from intake.domain.words import ANSWERED, Channel


class Author(StrEnum):
    """Who said it."""

    CUSTOMER = "customer"
    BOT = "bot"
    OPERATOR = "operator"
    SYSTEM = "system"


class Delivery(StrEnum):
    """How far a reply has come."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    DELIVERED = "delivered"
    SEEN = "seen"


# What arrived after all did not fail; so failing stands below arriving.
_FURTHER = tuple(Delivery)


@dataclass(slots=True)
class Message:
    """`external_id` is its name where it was written: a name of the channel's, or of the
    operator's own screen. Only replies have a `delivery`, and only failed ones a `failure`.
    What has `attachments` may have no text.

    `position` and `revision` are given when it is kept.
    """

    id: UUID
    contact_id: UUID
    author: Author
    text: str
    at: datetime
    accepted_at: datetime
    author_id: UUID | None = None
    author_name: str | None = None
    external_id: str | None = None
    delivery: Delivery | None = None
    delivery_at: datetime | None = None
    failure: str | None = None
    position: int = 0
    revision: int = 0
    attachments: tuple[Attachment, ...] = ()

    def hear(self, told: Delivery, at: datetime, reason: str | None) -> bool:
        """The channel tells how far it has come; False if we knew of more.

        The same reports in any order and number leave the same state.
        """
        if self.delivery is None:
            return False
        before = (self.delivery, self.delivery_at, self.failure)
        if told is self.delivery:
            self.delivery_at = min(at, self.delivery_at or at)
            self.failure = _either(self.failure, reason) if told is Delivery.FAILED else None
        elif _FURTHER.index(told) > _FURTHER.index(self.delivery):
            self.delivery, self.delivery_at = told, at
            self.failure = reason if told is Delivery.FAILED else None
        return (self.delivery, self.delivery_at, self.failure) != before


def check_can_reply(contact: Contact, operator: Operator) -> None:
    """Only its holder writes; ContactIsNoChat, ContactIsClosed, ContactIsNotYours."""
    if contact.channel not in ANSWERED:
        raise ContactIsNoChat
    require_claim(contact, operator)


def check_can_send_files(contact: Contact, operator: Operator, *, by_mail: bool) -> None:
    """As who replies; where files do not go `by_mail`, in chats only: NoFilesByMail."""
    check_can_reply(contact, operator)
    if contact.channel is not Channel.CHAT and not by_mail:
        raise NoFilesByMail


def check_fits_mail(files: Sequence[Attachment]) -> None:
    """Whether one mail carries them all; TooMuchForMail."""
    if sum(each.size for each in files) > MOST_OF_A_MAIL:
        raise TooMuchForMail(MOST_OF_A_MAIL)


def _either(a: str | None, b: str | None) -> str | None:
    """Of two reasons the smaller: any rule would do that does not look at the order."""
    return min(filter(None, (a, b)), default=None)
