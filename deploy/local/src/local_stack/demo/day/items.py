"""The words of the recorded day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Channel = Literal["call", "chat", "inquiry"]
Door = Literal["http", "topic"]
Screen = Literal["calls", "calls-without-city", "chats", "inquiries"]
State = Literal["live", "open", "closed"]

SOURCES: Mapping[Channel, str] = {"call": "pbx", "chat": "bot", "inquiry": "portal"}
"""Which system brings contacts of a channel; each has a key for the HTTP door."""


@dataclass(frozen=True, order=True)
class Key:
    """What makes a contact that contact and no other."""

    source: str
    channel: Channel
    external_id: str


@dataclass(frozen=True)
class Accepted:
    """The message tells of this contact, for the first time or again."""

    key: Key


@dataclass(frozen=True)
class Ignored:
    """Understood, and none of the desk's business: the company called the customer."""


@dataclass(frozen=True)
class Refused:
    """The HTTP door answers with this problem; nothing remains."""

    status: int
    code: str


@dataclass(frozen=True)
class Quarantined:
    """The record is kept aside with this reason; nothing else remains."""

    reason: str


Fate = Accepted | Ignored | Refused | Quarantined


@dataclass(frozen=True)
class Message:
    """One thing a channel system sends; times are seconds since midnight.

    `fields` are in the words of the topic's contracts; an `at` inside them is seconds since
    midnight too. `happened` is before `at` where the message is late. `name` tells messages apart;
    a repetition has the name of the first. `damage` names how it was broken on its way.
    """

    name: str
    at: int
    happened: int
    door: Door
    channel: Channel
    fields: Mapping[str, Any]
    fate: Fate
    damage: str | None = None

    @property
    def source(self) -> str:
        """The system that sends it."""
        return SOURCES[self.channel]


@dataclass(frozen=True)
class Expected:
    """How the desk shows a contact when all of its messages are in and nobody touched it.

    `customer` is the number of the customer it is recognised as. `phone` is E.164.
    """

    key: Key
    screen: Screen
    state: State
    customer: str | None
    city: str | None
    phone: str | None


@dataclass(frozen=True)
class Story:
    """One contact: its messages as they should have come, and what the desk shows of it."""

    messages: tuple[Message, ...]
    expected: Expected


@dataclass(frozen=True)
class Day:
    """All messages in the order in which they are sent, and the contacts they make."""

    messages: tuple[Message, ...]
    contacts: tuple[Expected, ...]
