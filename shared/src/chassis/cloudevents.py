"""CloudEvents 1.0, Kafka binary mode: attributes in headers, JSON data as the value.

https://github.com/cloudevents/spec/blob/main/cloudevents/bindings/kafka-protocol-binding.md
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from chassis.causes import Cause

T_co = TypeVar("T_co", bound=BaseModel, covariant=True)
Headers = Mapping[str, str | None]

# Characters of what is kept of a record's headers, and goes on in those of what follows from it.
LONGEST_NAME = 300


class Record(Protocol):
    """A record as the Kafka client hands it over, or as a table kept it."""

    @property
    def topic(self) -> str: ...
    @property
    def partition(self) -> int: ...
    @property
    def offset(self) -> int: ...
    @property
    def key(self) -> bytes | None: ...
    @property
    def value(self) -> bytes | None: ...
    @property
    def timestamp(self) -> int: ...
    @property
    def headers(self) -> Sequence[tuple[str, bytes | None]]: ...


class Received(NamedTuple, Generic[T_co]):
    """One event, understood. `sequence` is the aggregate's version at its source, if it has one."""

    id: str
    source: str
    type: str
    time: datetime
    key: bytes | None
    sequence: int | None
    cause: Cause
    data: T_co


class Unreadable(Exception):
    """These bytes will never become an event. `reason` is a short stable code."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def texts_of(record: Record) -> Headers:
    """The headers as text; of several of one name the last one counts. Bytes that are not UTF-8 are
    replaced here: the originals stay in the record, and go to quarantine with it."""
    return {
        name: None if value is None else value.decode("utf-8", "replace")
        for name, value in record.headers
    }


def understand(record: Record, headers: Headers, contract: type[T_co]) -> Received[T_co]:
    """Decode one record, with its headers as text, into the contract its type names; raises
    Unreadable."""
    if record.value is None:
        raise Unreadable("no-body", "a record without a value carries no event")
    header = headers.get
    identity, source = header("ce_id"), header("ce_source")
    if not identity or not source:
        raise Unreadable("no-identity", "ce_id and ce_source are required")
    actor, correlation = header("ce_actor") or source, header("ce_correlationid") or identity
    traceparent = header("traceparent")
    if max(map(len, (identity, source, actor, correlation, traceparent or ""))) > LONGEST_NAME:
        raise Unreadable("too-long", f"a header has more than {LONGEST_NAME} characters")
    try:
        data = contract.model_validate_json(record.value)
    except ValidationError as error:
        raise Unreadable("wrong-shape", _summary(error)) from error
    cause = Cause(actor, correlation, identity, traceparent)
    return Received(
        identity,
        source,
        header("ce_type") or "",
        _time(header("ce_time"), record.timestamp),
        record.key,
        _sequence(header("ce_sequence")),
        cause,
        data,
    )


def attributes(
    *, identity: str, kind: str, source: str, subject: str, time: datetime, sequence: int | None
) -> dict[str, str]:
    """The headers of one event, without those of its cause."""
    headers = {
        "ce_specversion": "1.0",
        "ce_id": identity,
        "ce_type": kind,
        "ce_source": source,
        "ce_subject": subject,
        "ce_time": time.isoformat(),
        "content-type": "application/json",
    }
    if sequence is not None:
        headers["ce_sequence"] = str(sequence)
    return headers


def add_cause(headers: dict[str, str], cause: Cause) -> None:
    """Add the headers that say why."""
    headers["ce_correlationid"] = cause.correlation_id
    headers["ce_actor"] = cause.actor
    if cause.causation_id:
        headers["ce_causationid"] = cause.causation_id
    if cause.traceparent:
        headers["traceparent"] = cause.traceparent


def as_wire(headers: Mapping[str, str]) -> list[tuple[str, bytes]]:
    """Headers as Kafka carries them."""
    return [(name, value.encode()) for name, value in headers.items()]


def _time(text: str | None, timestamp_ms: int) -> datetime:
    if text:
        try:
            time = datetime.fromisoformat(text)
        except ValueError as error:
            raise Unreadable("wrong-time", "ce_time is not an RFC 3339 time") from error
        return time if time.tzinfo else time.replace(tzinfo=UTC)
    return datetime.fromtimestamp(timestamp_ms / 1000, UTC)


def _sequence(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 18:  # noqa: PLR2004 - what a bigint surely holds
        raise Unreadable("wrong-sequence", "ce_sequence is not a whole number")
    return int(text)


def _summary(error: ValidationError) -> str:
    """Which fields are wrong and why; never their content, which may be personal."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    lines = [f"{'.'.join(map(str, p['loc'])) or 'body'}: {p['msg']}" for p in problems[:10]]
    return "; ".join(lines)
