"""What the work of the desk adds to the life of a contact; told by `intake`, keyed by contact."""

from typing import ClassVar
from uuid import UUID

from contracts import topics
from contracts.event import Event, Topic
from contracts.intake import Channel


class ContactReasonChosenV1(Event):
    """Its holder said what the contact is about. `reason` is a code of the desk's tree of reasons,
    which stays; `reason_label` is what it was called then."""

    type: ClassVar[str] = "intake.contact-reason-chosen.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    account_id: UUID
    reason: str
    reason_label: str
