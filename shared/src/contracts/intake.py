"""The life of a contact, told by `intake`. The key is the contact's id."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from contracts import topics
from contracts.event import Event, Topic

Channel = Literal["call", "chat", "inquiry"]


class ContactReceivedV1(Event):
    """A customer reached the desk.

    `channel` is the kind of contact, which decides how it is attended. `medium` says how it came
    where that is something else (`email`, which is attended as an inquiry); readers take any word.
    """

    type: ClassVar[str] = "intake.contact-received.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    source: str
    external_id: str
    state: Literal["live", "open", "closed"]
    received_at: AwareDatetime
    customer_id: UUID | None = None
    city: str | None = None
    reason: str | None = None
    medium: str | None = None
    queue: str | None = None
    abandoned_seconds: float | None = None


class ContactStateChangedV1(Event):
    """The channel changed the contact: a call was answered, or ended; or a chat is in course, since
    somebody attends it, or waits again. Who gave up had waited for `abandoned_seconds`."""

    type: ClassVar[str] = "intake.contact-state-changed.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    state: Literal["live", "open", "closed"]
    cause: str | None = None
    abandoned_seconds: float | None = None


class ContactTakenV1(Event):
    """One operator, and nobody else, attends this contact now.

    Carries what a ticket needs, so that its reader asks nobody. With `ticket_id` it belongs
    to that ticket already; without `opens_ticket` its holder will say to which one. `reason_label`
    is what people read for `reason`, where that is a code of the desk's tree. `category` is what
    the contact's reason says a ticket of it is about.
    """

    type: ClassVar[str] = "intake.contact-taken.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    account_id: UUID
    account_name: str
    waited_seconds: float
    customer_id: UUID | None = None
    name: str | None = None
    national_id: str | None = None
    phone: str | None = None
    email: str | None = None
    city: str | None = None
    reason: str | None = None
    summary: str = ""
    ticket_id: UUID | None = None
    opens_ticket: bool = True
    contract_id: UUID | None = None
    service_address: str | None = None
    medium: str | None = None
    queue: str | None = None
    category: str | None = None
    reason_label: str | None = None


class ContactReturnedV1(Event):
    """The operator does not attend the contact any more; after a transfer it is taken at once by
    the next, else it is free. `ended_by` is nobody where the claim was not renewed in time."""

    type: ClassVar[str] = "intake.contact-returned.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    account_id: UUID
    reason: Literal["operator", "supervisor", "lease-expired", "transfer"] = "operator"
    ended_by: UUID | None = None


class ContactLinkedV1(Event):
    """Somebody found out which customer this is."""

    type: ClassVar[str] = "intake.contact-linked.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    customer_id: UUID


class ContactFinishedV1(Event):
    """The desk is done with this contact. With a `resolution` its ticket is finished, too.
    `handled_seconds` is how long its holder had it."""

    type: ClassVar[str] = "intake.contact-finished.v1"
    topic: ClassVar[Topic] = topics.CONTACTS

    contact_id: UUID
    channel: Channel
    account_id: UUID
    outcome: str
    ticket_id: UUID | None = None
    account_name: str | None = None
    resolution: str | None = None
    handled_seconds: float | None = None
