"""A Kafka record as a row, and back: quarantine and parking lose no byte of it."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import asyncpg
import orjson

from chassis.cloudevents import Record


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record read back from a table; quacks like the client's own."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    timestamp: int
    headers: Sequence[tuple[str, bytes | None]]


def headers_as_json(record: Record) -> str:
    """Header names and values; values in base64, because they may be any bytes, or null. A column
    keeps no NUL, so a name has `\\x00` for it."""
    pairs = [
        (name.replace("\0", r"\x00"), None if value is None else base64.b64encode(value).decode())
        for name, value in record.headers
    ]
    return orjson.dumps(pairs).decode()


def stored_record(row: asyncpg.Record, *, key: bytes | None) -> StoredRecord:
    """The record of a quarantine or parking row."""
    headers = [
        (name, None if value is None else base64.b64decode(value)) for name, value in row["headers"]
    ]
    return StoredRecord(
        topic=row["topic"],
        partition=row["partition"],
        offset=row["offset"],
        key=key,
        value=row["value"],
        timestamp=row["timestamp_ms"],
        headers=headers,
    )
