"""What became of an e-mail, told by `notifications`. The key is the e-mail's id."""

from typing import ClassVar
from uuid import UUID

from contracts import topics
from contracts.event import Event, Topic


class EmailSentV1(Event):
    """A mail server took responsibility for it."""

    type: ClassVar[str] = "notifications.email-sent.v1"
    topic: ClassVar[Topic] = topics.EMAILS

    email_id: UUID
    template: str
    ticket_id: UUID | None
    attempts: int


class EmailFailedV1(Event):
    """It will not be tried again."""

    type: ClassVar[str] = "notifications.email-failed.v1"
    topic: ClassVar[Topic] = topics.EMAILS

    email_id: UUID
    template: str
    ticket_id: UUID | None
    reason: str


class EmailUnaddressedV1(Event):
    """Nobody knows where to send it. It is sent after all, and told again as that, if an address
    becomes known in time or somebody asks for another try."""

    type: ClassVar[str] = "notifications.email-unaddressed.v1"
    topic: ClassVar[Topic] = topics.EMAILS

    email_id: UUID
    template: str
    ticket_id: UUID | None
