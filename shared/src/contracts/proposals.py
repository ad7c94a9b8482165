"""What the desk writes down of customers, and what becomes of it where customers are kept."""

from typing import ClassVar, Literal
from uuid import UUID

from contracts import topics
from contracts.event import Event, Part, Topic


class ContactUpdatedV1(Event):
    """Its holder wrote something down; the names of the fields, not what stands in them."""

    type: ClassVar[str] = "intake.contact-updated.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    account_id: UUID
    fields: list[str]


class ProposedText(Part):
    """What a customer's data should become; `old` is what the desk had known, if anything."""

    new: str
    old: str | None = None


class ContactCustomerDataProposedV1(Event):
    """All that a contact's holder proposes for its customer now, in place of what was proposed from
    this contact before; nothing is proposed any more where all are null. Phones are E.164."""

    type: ClassVar[str] = "intake.contact-customer-data-proposed.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    customer_id: UUID
    account_id: UUID
    account_name: str
    phone: ProposedText | None = None
    email: ProposedText | None = None
    address: ProposedText | None = None


class ProposalDecidedV1(Event):
    """Somebody who may change the customer took over what the desk proposed, or refused it and says
    why. The key is the contact's id."""

    type: ClassVar[str] = "directory.proposal-decided.v1"
    topic: ClassVar[Topic] = topics.PROPOSALS

    proposal_id: UUID
    contact_id: UUID
    customer_id: UUID
    decision: Literal["approved", "refused"]
    decided_by: UUID
    decided_by_name: str
    proposed_by: UUID
    reason: str | None = None
