"""What a transaction wants to tell others, kept with it. Only the relay publishes."""

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from chassis.database import Driver

SHARDS = 16

# Kafka refuses records above one MiB; a row it would refuse must never be committed.
LARGEST_VALUE = 900_000

_COLUMNS = ("shard", "topic", "key", "value", "headers")
_INSERT = f"insert into kernel_outbox ({', '.join(_COLUMNS)}) values ($1, $2, $3, $4, $5)"  # noqa: S608 - holds no input

# What a click tells goes out in one round trip; COPY takes two.
_FEW = 8


class EventTooLarge(ValueError):
    """The event would not fit into a Kafka record; what made it this large must be cut."""


class OutgoingEvent(NamedTuple):
    """One event on its way out; its headers as the text of a JSON object."""

    topic: str
    key: bytes
    value: bytes
    headers: str


def shard_of(key: bytes) -> int:
    """All events of a key are relayed by whoever owns this shard, in order."""
    return crc32(key) % SHARDS


async def write(connection: Driver, events: Sequence[OutgoingEvent]) -> None:
    """Append in the order given. Call after the rows they speak of are written: their locks are
    what makes the order of ids the order of commits within one key.

    COPY, because a batch tells hundreds of events, and as an insert these would cost several
    times the processor time on both sides.
    """
    rows = [(shard_of(event.key), *event) for event in events]
    if len(rows) <= _FEW:
        await connection.executemany(_INSERT, rows)
        return
    await connection.copy_records_to_table("kernel_outbox", records=rows, columns=_COLUMNS)
