"""Messages as they travel: requests to the HTTP doors, records for the topic."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from local_stack.demo.day.items import Key, Message

TOPIC = "channels.contacts"

_IDS = UUID("9f6f1c5e-2f55-4f0c-a8a5-7a0b1f2d6c10")
_PATHS = {"call": "calls", "chat": "chats", "inquiry": "inquiries"}
_TYPES = {
    "call": "channels.call-reported.v1",
    "chat": "channels.chat-received.v1",
    "inquiry": "channels.inquiry-received.v1",
}

# The words of the generic CTI body, where they differ from the topic's.
_CTI_FIELDS = {
    "call_id": "callId", "from_number": "from", "to_number": "to", "national_id": "nationalId",
}  # fmt: skip
_CTI_EVENTS = {"new_call": "newCall", "answer": "answer", "hangup": "hangup"}
_FORM_EVERY = 3


@dataclass(frozen=True)
class Request:
    """A POST to a door."""

    path: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Record:
    """A record for the topic."""

    key: bytes
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Playing:
    """One playing of the day. `run` begins all ids, so that the day can be played again.

    `keys` are those of the channel systems, by their names. `haste` is how many seconds of the day
    go by in a second of the player's: by so much what comes late is less late.
    """

    run: str
    keys: Mapping[str, str]
    haste: float = 1.0

    def own(self, key: Key) -> Key:
        """The contact's key in this run."""
        return Key(key.source, key.channel, self.own_id(key.external_id))

    def own_id(self, external_id: str) -> str:
        """The contact's name in this run."""
        return f"{self.run}-{external_id}"

    def request(self, message: Message, sent: datetime) -> Request:
        """The message as its system would POST it at `sent`."""
        fields = self._fields(message, sent)
        place = f"/api/v1/intake/{_PATHS[message.channel]}/{self.keys[message.source]}"
        if message.channel != "call":
            return Request(place, "application/json", _json(fields))
        cti = {_CTI_FIELDS.get(name, name): value for name, value in fields.items()}
        cti["event"] = _CTI_EVENTS[fields["event"]]
        if message.damage is None and message.at % _FORM_EVERY == 0:
            return Request(place, "application/x-www-form-urlencoded", urlencode(cti).encode())
        return Request(place, "application/json", _json(cti))

    def record(self, message: Message, sent: datetime) -> Record:
        """The message as its system would produce it at `sent`."""
        fields = self._fields(message, sent)
        external_id = fields.get("call_id") or fields["external_id"]
        happened = sent - timedelta(seconds=(message.at - message.happened) / self.haste)
        headers = {
            "ce_specversion": "1.0",
            "ce_id": str(uuid5(_IDS, f"{self.run}/{message.name}")),
            "ce_type": _TYPES[message.channel],
            "ce_source": message.source,
            "ce_subject": external_id,
            "ce_time": happened.astimezone(UTC).isoformat(),
            "content-type": "application/json",
        }
        wire = tuple((name, value.encode()) for name, value in headers.items())
        return Record(f"{message.source}/{external_id}".encode(), _json(fields), wire)

    def _fields(self, message: Message, sent: datetime) -> dict[str, Any]:
        fields = dict(message.fields)
        for name in ("call_id", "external_id"):
            if name in fields:
                fields[name] = self.own_id(fields[name])
        if "transcript" in fields:
            fields["transcript"] = [
                line | {"at": _moment(line["at"], message, sent)} for line in fields["transcript"]
            ]
        return fields


def _moment(at: int, message: Message, sent: datetime) -> str:
    return (sent - timedelta(seconds=message.at - at)).isoformat()


def _json(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
