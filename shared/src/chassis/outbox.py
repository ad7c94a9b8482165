"""What a transaction wants to tell others, kept with it. Only the relay publishes."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import orjson

from chassis.database import Driver

SHARDS = 16

# Kafka refuses records above one MiB; a row it would refuse must never be committed.
LARGEST_VALUE = 900_000

_INSERT = """
insert into kernel_outbox (shard, topic, key, value, headers)
select * from unnest($1::smallint[], $2::text[], $3::bytea[], $4::bytea[], $5::text[]::jsonb[])
"""


class EventTooLarge(ValueError):
    """The event would not fit into a Kafka record; what made it this large must be cut."""


@dataclass(frozen=True, slots=True)
class OutgoingEvent:
    """One event on its way out."""

    topic: str
    key: bytes
    value: bytes
    headers: dict[str, str]

    def __post_init__(self) -> None:
        if len(self.value) > LARGEST_VALUE:
            raise EventTooLarge(f"{self.headers['ce_type']}: {len(self.value)} bytes")


def shard_of(key: bytes) -> int:
    """All events of a key are relayed by whoever owns this shard, in order."""
    return crc32(key) % SHARDS


async def write(connection: Driver, events: Sequence[OutgoingEvent]) -> None:
    """Insert in the order given. Call after the rows they speak of are written: their locks are
    what makes the order of ids the order of commits within one key."""
    await connection.execute(
        _INSERT,
        [shard_of(event.key) for event in events],
        [event.topic for event in events],
        [event.key for event in events],
        [event.value for event in events],
        [orjson.dumps(event.headers).decode() for event in events],
    )
