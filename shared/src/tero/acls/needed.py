"""What each principal may do at brokers that ask: no more than its service, or system, does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from contracts import topics
from contracts.event import Topic

Kind = Literal["topic", "group"]
Operation = Literal["read", "write"]

_OF_EVERYBODY = (topics.ACCOUNTS, topics.API_KEYS, topics.SESSIONS)
_OF_PRIVACY = (topics.ERASURES, topics.EXPORTS)

READS: Mapping[str, Sequence[Topic]] = {
    "directory": (topics.CRM_CUSTOMERS, topics.CONTACTS, topics.PRIVACY_ANSWERS),
    "intake": (
        topics.CHANNEL_CONTACTS,
        topics.CONTACTS,
        topics.CUSTOMERS,
        topics.EMAILS,
        topics.TICKETS,
        *_OF_EVERYBODY,
    ),
    "tickets": (topics.CUSTOMERS, topics.CONTACTS, topics.ORDERS, *_OF_EVERYBODY),
    "orders": (topics.DISPATCHES, topics.CUSTOMERS, topics.TICKETS, *_OF_EVERYBODY),
    "iclass-bridge": (topics.TECHNICIAN_EVENTS, topics.ORDERS, *_OF_EVERYBODY),
    "notifications": (
        topics.REPLIES,
        topics.CUSTOMERS,
        topics.LETTERS,
        topics.TICKETS,
        *_OF_EVERYBODY,
    ),
    "reporting": (
        topics.DISPATCHES,
        topics.CONTACTS,
        topics.EMAILS,
        topics.ORDERS,
        topics.TICKETS,
        *_OF_EVERYBODY,
    ),
}
"""By service; besides, every one reads what the law asks of it. A test holds it to the code."""

OUTSIDERS: Mapping[str, Topic] = {"crm": topics.CRM_CUSTOMERS, "iclass": topics.TECHNICIAN_EVENTS}
"""Who is no service, and the door at which it writes."""


@dataclass(frozen=True, order=True)
class Acl:
    """Who may do what with which topic, or as a member of which group."""

    principal: str
    operation: Operation
    kind: Kind
    name: str


def needed(channels: Sequence[str], replying: Iterable[str]) -> list[Acl]:
    """All, with those of channel systems that have a topic of their own; of these the `replying`
    hand on what the desk answers."""
    return [
        *(acl for service in READS for acl in _of_service(service, channels)),
        *(Acl(name, "write", "topic", door.name) for name, door in OUTSIDERS.items()),
        *(Acl(named(code), "write", "topic", topics.contacts_of(code).name) for code in channels),
        *(acl for code in replying for acl in _reading(named(code), [topics.REPLIES])),
    ]


def named(channel: str) -> str:
    """The principal, and group, of a channel system: never the one of a service."""
    return f"channel.{channel}"


def _of_service(service: str, channels: Iterable[str]) -> Iterator[Acl]:
    own = [topics.contacts_of(code) for code in channels] if service == "intake" else []
    yield from _reading(service, [*READS[service], *_OF_PRIVACY, *own])
    for topic in topics.ALL:
        if topic.owner == service and not topic.open_door:
            yield Acl(service, "write", "topic", topic.name)
    if service != topics.PRIVACY_ANSWERS.owner:
        yield Acl(service, "write", "topic", topics.PRIVACY_ANSWERS.name)


def _reading(principal: str, read: Iterable[Topic]) -> Iterator[Acl]:
    yield Acl(principal, "read", "group", principal)
    yield from (Acl(principal, "read", "topic", topic.name) for topic in read)
