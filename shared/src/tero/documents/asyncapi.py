"""The AsyncAPI document: which topics there are, what travels on them, who writes and who reads."""

from collections.abc import Mapping, Set
from typing import Any

from contracts.event import Event, Topic
from contracts.registry import EVENTS
from contracts.topics import ALL, CHANNEL_CONTACTS, contacts_of
from tero.documents.cloud_event import HEADERS
from tero.documents.schemas import example_of, inlined, schema_of
from tero.topics.wanted import LARGEST_RECORD, retention_ms

Document = dict[str, Any]
_OF_ONE = f"{CHANNEL_CONTACTS.name}.of-one"
Readers = Mapping[str, Set[str]]
"""The wire names that each service handles."""


def asyncapi(readers: Readers) -> Document:
    """The whole document, always in the same order."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Tero: events",
            "version": "1",
            "description": (
                "Services meet only in these topics. Records are CloudEvents 1.0 in Kafka's "
                "binary mode; the key is the id of what the event is about, so that its events "
                "stay in order."
            ),
        },
        "defaultContentType": "application/json",
        "channels": {
            **{topic.name: _channel(topic) for topic in ALL},
            _OF_ONE: _channel_of_one(),
        },
        "operations": {**_sends(), **_receives(readers), **_receives_of_one(readers)},
        "components": {
            "messages": {name: _message(EVENTS[name]) for name in sorted(EVENTS)},
            "messageTraits": {"cloud-event": _TRAIT},
        },
    }


_TRAIT: Document = {
    "headers": HEADERS,
    "correlationId": {"location": "$message.header#/ce_correlationid"},
    "contentType": "application/json",
}


def types_on(topic: Topic) -> list[str]:
    """The wire names of what travels on a topic."""
    return sorted(name for name, contract in EVENTS.items() if contract.topic == topic)


def _channel(topic: Topic) -> Document:
    return {
        "address": topic.name,
        "description": topic.description,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in types_on(topic)},
        "tags": [{"name": topic.owner}],
        "bindings": {"kafka": _kafka(topic)},
    }


def _channel_of_one() -> Document:
    """Of each channel system that has a topic of its own: what is said of all holds for it."""
    topic = contacts_of("{system}")
    return {
        **_channel(CHANNEL_CONTACTS),
        "address": topic.name,
        "description": topic.description,
        "parameters": {"system": {"description": "The code of a channel system."}},
        "bindings": {"kafka": _kafka(topic)},
    }


def _kafka(topic: Topic) -> Document:
    return {
        "topic": topic.name,
        "partitions": topic.partitions,
        "topicConfiguration": {
            "cleanup.policy": ["compact" if topic.compacted else "delete"],
            "retention.ms": int(retention_ms(topic)),
            "max.message.bytes": LARGEST_RECORD,
        },
        "bindingVersion": "0.5.0",
    }


def _message(contract: type[Event]) -> Document:
    return {
        "name": contract.type,
        "title": contract.__name__,
        "summary": " ".join((contract.__doc__ or "").split()),
        "traits": [{"$ref": "#/components/messageTraits/cloud-event"}],
        "headers": {"type": "object", "properties": {"ce_type": {"const": contract.type}}},
        "payload": inlined(schema_of(contract)),
        "bindings": {"kafka": {"key": {"type": "string"}, "bindingVersion": "0.5.0"}},
        "examples": [{"name": "golden", "payload": example_of(contract.type)}],
    }


def _sends() -> Document:
    """Open doors are written by outsiders, who are not described here."""
    return {
        f"{topic.owner}.sends.{topic.name}": _operation(
            "send", topic.owner, topic.name, types_on(topic)
        )
        for topic in ALL
        if not topic.open_door
    }


def _receives(readers: Readers) -> Document:
    found: Document = {}
    for service, handled in sorted(readers.items()):
        for topic in ALL:
            names = [name for name in types_on(topic) if name in handled]
            if names:
                key = f"{service}.receives.{topic.name}"
                found[key] = _operation("receive", service, topic.name, names)
    return found


def _receives_of_one(readers: Readers) -> Document:
    names = types_on(CHANNEL_CONTACTS)
    return {
        f"{service}.receives.{_OF_ONE}": _operation("receive", service, _OF_ONE, names)
        for service, handled in sorted(readers.items())
        if handled >= set(names)
    }


def _operation(action: str, service: str, topic: str, names: list[str]) -> Document:
    channel = f"#/channels/{topic}"
    return {
        "action": action,
        "channel": {"$ref": channel},
        "tags": [{"name": service}],
        "messages": [{"$ref": f"{channel}/messages/{name}"} for name in names],
    }
