"""What the work of the desk adds to the life of a contact; told by `intake`, keyed by contact."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Topic
from contracts.intake import Channel


class ContactReasonChosenV1(Event):
    """Its holder said what the contact is about. `reason` is a code of the desk's tree of reasons,
    which stays; `reason_label` is what it was called then. `category` is what the reason says a
    ticket of the contact is about, `category_before` what the one before said."""

    type: ClassVar[str] = "intake.contact-reason-chosen.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    account_id: UUID
    reason: str
    reason_label: str
    category: str | None = None
    category_before: str | None = None


class ContactOfferedV1(Event):
    """One operator, and nobody else, is asked to take the contact until then."""

    type: ClassVar[str] = "intake.contact-offered.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    queue: str
    account_id: UUID
    account_name: str
    until: AwareDatetime


class ContactOfferEndedV1(Event):
    """They did not take it; it is free, until somebody else is asked."""

    type: ClassVar[str] = "intake.contact-offer-ended.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    queue: str
    account_id: UUID
    how: Literal["refused", "expired"]
