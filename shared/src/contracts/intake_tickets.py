"""What the desk says of the ticket of a contact, told by `intake`. The key is the contact's id."""

from typing import ClassVar
from uuid import UUID

from contracts import topics
from contracts.event import Event, Topic
from contracts.intake import Channel


class ContactTicketChosenV1(Event):
    """Its holder said which ticket a contact belongs to.

    Where `is_new`, a ticket with this id is to be opened, and the rest is what it needs; otherwise
    the ticket was there, and the contact is one more event of it. `reason` is the holder's words,
    or a code of the desk's tree, for which people read `reason_label`.
    """

    type: ClassVar[str] = "intake.contact-ticket-chosen.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    ticket_id: UUID
    is_new: bool
    account_id: UUID
    account_name: str
    reason: str | None = None
    customer_id: UUID | None = None
    name: str | None = None
    phone: str | None = None
    email: str | None = None
    city: str | None = None
    contract_id: UUID | None = None
    service_address: str | None = None
    summary: str = ""
    category: str | None = None
    reason_label: str | None = None


class ContactServiceChosenV1(Event):
    """It became known which of the customer's services a contact is about."""

    type: ClassVar[str] = "intake.contact-service-chosen.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    contract_id: UUID
    address: str
    city: str


class ContactDerivedV1(Event):
    """Its holder handed the contact's ticket to another area; the contact is done with."""

    type: ClassVar[str] = "intake.contact-derived.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    ticket_id: UUID
    area: str
    note: str
    account_id: UUID
    account_name: str
