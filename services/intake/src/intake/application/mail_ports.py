"""What receiving mail needs from the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.mail import Aside, Mail


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail as people see it. `aside` says why it is kept aside, while it is."""

    id: UUID
    contact_id: UUID | None
    system: str
    aside: str | None
    sender: str
    sender_name: str | None
    subject: str
    text: str
    attachments: list[dict[str, object]]
    sent_at: datetime
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Answerable:
    """What an answer to a contact goes on with: the newest mail of whoever began it. `answers` are
    the ids it went on with, the nearest first; `number` is the contact's."""

    system: str
    sender: str
    sender_name: str | None
    subject: str
    message_id: str | None
    answers: Sequence[str]
    number: int


class Mails(Protocol):
    """Every mail that came, known by its key."""

    async def add(self, mail_id: UUID, mail: Mail, now: datetime) -> bool:
        """Keep it; False if it is known. Whoever brings it a second time waits for the first."""

    async def contact_of(self, key: str) -> UUID | None:
        """What became of a mail that is known."""

    async def belongs(self, mail_id: UUID, contact_id: UUID) -> None:
        """It is about this contact, and no longer aside."""

    async def put_aside(self, mail_id: UUID, why: Aside) -> None:
        """It is nobody's contact, as far as we see."""

    async def thread_of(self, mail: Mail) -> UUID | None:
        """The contact of the nearest mail it answers, if its sender is the same."""

    async def named_in(self, numbers: Sequence[int], sender: str) -> UUID | None:
        """The contact with one of these numbers, if this sender's mail began it."""

    async def count_from(self, sender: str, since: datetime) -> int:
        """How many mails this sender has sent since then."""

    async def of_contact(self, contact_id: UUID) -> list[MailView]:
        """The mails of a contact, the oldest first."""

    async def to_answer(self, contact_id: UUID) -> Answerable | None:
        """None where nobody could be answered."""

    async def aside(self, after: tuple[datetime, UUID] | None, limit: int) -> list[MailView]:
        """Those kept aside that nobody has settled, the newest first."""

    async def original(self, mail_id: UUID, contact_id: UUID | None) -> bytes:
        """The bytes it came in, of a mail of this contact, or of one kept aside; NotFound."""

    async def held(self, mail_id: UUID) -> Mail:
        """One that is kept aside, as it was read, locked; raises NotFound, Conflict."""

    async def discard(self, mail_id: UUID, now: datetime) -> None:
        """Somebody has seen that it is nothing."""

    async def is_ignored(self, sender: str) -> bool:
        """Whether the address or its domain is on the list of those we do not hear."""


class MailTransaction(Transaction, Protocol):
    """One transaction of this service, with its mail."""

    @property
    def mails(self) -> Mails: ...
