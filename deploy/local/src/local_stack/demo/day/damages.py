"""Messages that arrive broken, at either door: each kind, and what must become of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from local_stack.demo.day.items import Message
from local_stack.demo.day.wire import Playing, Record, Request


@dataclass(frozen=True)
class Damage:
    """How a message is broken, at the doors where it can be."""

    of_request: Callable[[Request], Request] | None = None
    of_record: Callable[[Record], Record] | None = None


def _cut(request: Request) -> Request:
    return replace(request, content=request.content[:-9])


def _cut_record(record: Record) -> Record:
    return replace(record, value=(record.value or b"")[:-9])


def _other_event(request: Request) -> Request:
    return replace(request, content=request.content.replace(b'"newCall"', b'"ringing"'))


def _wrong_key(request: Request) -> Request:
    place, _, _ = request.path.rpartition("/")
    return replace(request, path=f"{place}/a-key-that-nobody-was-given")


def _without(field: bytes) -> Callable[[bytes], bytes]:
    """Renames the field, which is as good as leaving it out."""

    def rename(content: bytes) -> bytes:
        return content.replace(b'"' + field + b'":', b'"x-' + field + b'":')

    return rename


def _endless(request: Request) -> Request:
    text = b"x" * (1 << 20)
    return replace(request, content=request.content.replace(b'"text":"', b'"text":"' + text))


def _header(name: str, value: bytes | None) -> Callable[[Record], Record]:
    def change(record: Record) -> Record:
        kept = tuple(header for header in record.headers if header[0] != name)
        return replace(record, headers=kept if value is None else (*kept, (name, value)))

    return change


def _in_request(change: Callable[[bytes], bytes]) -> Callable[[Request], Request]:
    return lambda request: replace(request, content=change(request.content))


def _in_value(change: Callable[[bytes], bytes]) -> Callable[[Record], Record]:
    return lambda record: replace(record, value=change(record.value or b""))


DAMAGES: Mapping[str, Damage] = {
    "cut-off": Damage(_cut, _cut_record),
    "another-event": Damage(of_request=_other_event),
    "wrong-key": Damage(of_request=_wrong_key),
    "no-phone": Damage(_in_request(_without(b"from")), _in_value(_without(b"from_number"))),
    "no-transcript": Damage(_in_request(_without(b"transcript"))),
    "endless-text": Damage(of_request=_endless),
    "no-name": Damage(of_record=_in_value(_without(b"call_id"))),
    "no-body": Damage(of_record=lambda record: replace(record, value=None)),
    "no-identity": Damage(of_record=_header("ce_id", None)),
    "no-type": Damage(of_record=_header("ce_type", None)),
    "unknown-type": Damage(of_record=_header("ce_type", b"channels.fax-received.v1")),
    "no-text-in-type": Damage(of_record=_header("ce_type", b"\xff\xfe\x00")),
    "wrong-time": Damage(of_record=_header("ce_time", "mañana".encode())),
}


def as_request(playing: Playing, message: Message, sent: datetime) -> Request:
    """The message as it arrives at the HTTP door."""
    request = playing.request(message, sent)
    change = DAMAGES[message.damage].of_request if message.damage else None
    return change(request) if change else request


def as_record(playing: Playing, message: Message, sent: datetime) -> Record:
    """The message as it arrives in the topic."""
    record = playing.record(message, sent)
    change = DAMAGES[message.damage].of_record if message.damage else None
    return change(record) if change else record
