"""What happens in the conversation of a contact, told by `intake` without a word of it.

The key is the contact's id; these are no steps of its life, and have no number in it.
"""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Topic


class MessageReceivedV1(Event):
    """Somebody said something: `customer`, `bot`, `operator` or `system`."""

    type: ClassVar[str] = "intake.message-received.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    message_id: UUID
    author: str
    at: AwareDatetime


class MessageProgressedV1(Event):
    """A reply came further: `sent`, `delivered`, `seen`; or `failed`."""

    type: ClassVar[str] = "intake.message-progressed.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    message_id: UUID
    delivery: str
