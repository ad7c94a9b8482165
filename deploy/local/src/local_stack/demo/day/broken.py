"""The broken messages of a day: how many of which kind, and what they would have said."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from local_stack.demo.data.chance import chance
from local_stack.demo.day.calls import call
from local_stack.demo.day.items import Channel, Door, Fate, Message, Quarantined, Refused, Story
from local_stack.demo.day.writing import chat, inquiry

_SHARE = 0.05
_OPENS, _CLOSES = 8 * 3600, 20 * 3600
# Their numbers start where no contact's ever will.
_FIRST_NUMBER = 90_001


@dataclass(frozen=True)
class Kind:
    """A damage (by its name in `damages`), what it befell, and what becomes of it."""

    damage: str
    door: Door
    channel: Channel
    fate: Fate


KINDS = (
    Kind("cut-off", "http", "chat", Refused(400, "malformed-json")),
    Kind("another-event", "http", "call", Refused(422, "wrong-fields")),
    Kind("wrong-key", "http", "inquiry", Refused(404, "unknown-channel")),
    Kind("no-phone", "http", "call", Refused(422, "missing-phone")),
    Kind("no-transcript", "http", "chat", Refused(422, "wrong-fields")),
    Kind("endless-text", "http", "inquiry", Refused(422, "wrong-fields")),
    Kind("cut-off", "topic", "chat", Quarantined("wrong-shape")),
    Kind("no-phone", "topic", "call", Quarantined("wrong-shape")),
    Kind("no-name", "topic", "call", Quarantined("wrong-shape")),
    Kind("no-body", "topic", "chat", Quarantined("no-body")),
    Kind("no-identity", "topic", "inquiry", Quarantined("no-identity")),
    Kind("no-type", "topic", "inquiry", Quarantined("unknown-type")),
    Kind("unknown-type", "topic", "chat", Quarantined("unknown-type")),
    Kind("no-text-in-type", "topic", "chat", Quarantined("unknown-type")),
    Kind("wrong-time", "topic", "inquiry", Quarantined("wrong-time")),
)


def broken_messages(contacts: int, customers: int) -> Iterator[Message]:
    """At least one of every kind, more on longer days."""
    for place in range(max(len(KINDS), int(contacts * _SHARE))):
        number, kind = _FIRST_NUMBER + place, KINDS[place % len(KINDS)]
        at = chance("broken", number).randrange(_OPENS, _CLOSES)
        intact = _story(number, kind, at, customers).messages[0]
        yield replace(
            intact, fate=kind.fate, damage=kind.damage, name=f"{intact.name}/{kind.damage}"
        )


def _story(number: int, kind: Kind, at: int, customers: int) -> Story:
    tell = {"call": call, "chat": chat, "inquiry": inquiry}[kind.channel]
    return tell(number, at, kind.door, customers)
