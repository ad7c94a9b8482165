"""What a ticket is about, and what is written on it."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4

from tickets.domain.people import API_KEY, Person, Requester, is_user


class Channel(StrEnum):
    """How a ticket came: with a contact of that channel; or opened by the one who asks, in the app
    or the portal, by staff on somebody's behalf, or by another system."""

    CALL = "call"
    CHAT = "chat"
    INQUIRY = "inquiry"
    APP = "app"
    STAFF = "staff"
    API = "api"


def channel_of(person: Person) -> Channel:
    """How a ticket comes that this person opens by hand (E38)."""
    if is_user(person):
        return Channel.APP
    return Channel.API if person.role == API_KEY else Channel.STAFF


class Priority(StrEnum):
    """How soon."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class Service:
    """Which of its customer's services a ticket is about; `unit_serial` is the only unit there."""

    contract_id: UUID
    address: str
    city: str | None
    unit_serial: str | None = None


@dataclass(frozen=True)
class Report:
    """A question or a problem, as somebody brought it. `requester` is as they named themselves.
    `follows_reason`: nobody wrote its title, which says what the reason of its contact says."""

    title: str
    description: str
    area: str
    category: str | None = None
    priority: Priority = Priority.MEDIUM
    contact_id: UUID | None = None
    customer_id: UUID | None = None
    requester: Requester = field(default_factory=Requester)
    service: Service | None = None
    channel: Channel | None = None
    follows_reason: bool = False


class EntryKind(StrEnum):
    """What somebody means by what they write."""

    COMMENT = "comment"
    RESOLUTION = "resolution"
    NOTE = "note"


class Visibility(StrEnum):
    """Who may read it: the customer too, or staff alone."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Entry:
    """A line somebody wrote."""

    kind: EntryKind
    visibility: Visibility
    body: str
    id: UUID = field(default_factory=uuid4)

    @property
    def is_public_comment(self) -> bool:
        """All that customers may write."""
        return self.kind is EntryKind.COMMENT and self.visibility is Visibility.PUBLIC
