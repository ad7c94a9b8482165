"""What happens to a contact. `at` is when it happened at its source."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.domain.claim import ReleaseReason
from intake.domain.details import Proposed
from intake.domain.offer_events import ContactOffered, ContactOfferEnded
from intake.domain.words import State


@dataclass(slots=True)
class ContactReceived:
    """A customer reached the desk."""

    state: State
    customer_id: UUID | None
    city: str | None
    reason: str | None
    at: datetime


@dataclass(slots=True)
class ContactStateChanged:
    """The channel, or the end of its ticket, changed what the desk shows of the contact."""

    state: State
    cause: str | None
    at: datetime | None


@dataclass(slots=True)
class ContactLinked:
    """It became known which customer this is."""

    customer_id: UUID


@dataclass(slots=True)
class ContactTaken:
    """One operator, and nobody else, attends this contact now."""

    account_id: UUID
    account_name: str
    at: datetime
    phone: str | None
    email: str | None
    summary: str
    service_address: str | None = None
    category: str | None = None
    reason_label: str | None = None


@dataclass(slots=True)
class ContactReturned:
    """Its operator, `account_id`, does not attend it any more; it is free, or the next one's.
    `by` is who ended the claim, if a person did."""

    account_id: UUID
    reason: ReleaseReason = "operator"
    by: UUID | None = None


@dataclass(slots=True)
class ContactFinished:
    """The desk is done with this contact."""

    account_id: UUID
    outcome: str
    at: datetime
    account_name: str | None = None
    resolution: str | None = None


@dataclass(slots=True)
class ContactReasonChosen:
    """Its holder, `account_id`, said what it is about. The categories are what its reasons, this
    and the one before, say of tickets."""

    account_id: UUID
    reason: str
    label: str
    category: str | None = None
    category_before: str | None = None


@dataclass(slots=True)
class ContactUpdated:
    """Its holder, `account_id`, wrote something down in these fields."""

    account_id: UUID
    fields: list[str]


@dataclass(slots=True)
class CustomerDataProposed:
    """What is written down is unlike what is known of the customer; all that is so now."""

    customer_id: UUID
    account_id: UUID
    account_name: str
    phone: Proposed | None
    email: Proposed | None
    address: Proposed | None


@dataclass(slots=True)
class ContactTicketChosen:
    """Its holder said which ticket it belongs to; a new one needs what is said of the contact."""

    is_new: bool
    account_id: UUID
    account_name: str
    reason: str | None
    phone: str | None
    email: str | None
    service_address: str | None
    summary: str
    category: str | None = None
    reason_label: str | None = None


@dataclass(slots=True)
class ContactServiceChosen:
    """It became known which of the customer's services it is about."""

    contract_id: UUID
    address: str
    city: str


@dataclass(slots=True)
class ContactDerived:
    """Its holder handed its ticket to another area."""

    ticket_id: UUID
    area: str
    note: str
    account_id: UUID
    account_name: str
    at: datetime


ContactEvent = (
    ContactReceived
    | ContactStateChanged
    | ContactLinked
    | ContactTaken
    | ContactReturned
    | ContactFinished
    | ContactTicketChosen
    | ContactServiceChosen
    | ContactDerived
    | ContactReasonChosen
    | ContactOffered
    | ContactOfferEnded
    | ContactUpdated
    | CustomerDataProposed
)


@dataclass(slots=True)
class News:
    """An event, its place in the contact's life, and what it follows from."""

    version: int
    event: ContactEvent
    because: object | None
