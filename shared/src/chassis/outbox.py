"""What a transaction wants to tell others, kept with it. Only the relay publishes.

What one transaction tells one topic about one shard of keys is kept together, as a parcel: a row
for each event would cost the database more than all else a batch of contacts writes.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from zlib import crc32

import orjson

from chassis.database import Driver

SHARDS = 16

# Kafka refuses records above one MiB; a row it would refuse must never be committed.
LARGEST_EVENT = 900_000  # bytes

# What the relay takes at once stays small, and a parcel fits into one batch of its producer.
_MOST_EVENTS, _MOST_BYTES = 100, 100_000

# `unnest` keeps its order, and the numbers follow it.
_INSERT = """
insert into kernel_outbox (shard, topic, events, body)
select * from unnest($1::smallint[], $2::text[], $3::int[], $4::bytea[])
"""


class EventTooLarge(ValueError):
    """The event would not fit into a Kafka record; what made it this large must be cut."""


class OutgoingEvent(NamedTuple):
    """One event on its way out; its value is JSON already."""

    topic: str
    key: str
    value: str
    headers: dict[str, str]

    @property
    def size(self) -> int:
        """Bytes of what is said in it; the names of headers are few and short."""
        return len("".join((self.key, self.value, *self.headers.values())).encode())


class Parcel(NamedTuple):
    """Events of one topic and one shard of keys, in order, as a row keeps them."""

    shard: int
    topic: str
    events: int
    body: bytes


def shard_of(key: str) -> int:
    """All events of a key are relayed by whoever owns this shard, in order."""
    return crc32(key.encode()) % SHARDS


def parcels(events: Iterable[OutgoingEvent]) -> Iterator[Parcel]:
    """Put them together; those of one key and topic stay in their order."""
    open_ones: dict[tuple[int, str], list[tuple[str, str, dict[str, str]]]] = {}
    sizes: dict[tuple[int, str], int] = {}
    for event in events:
        place = (shard_of(event.key), event.topic)
        inside = open_ones.setdefault(place, [])
        size = sizes.get(place, 0) + event.size
        if inside and (len(inside) >= _MOST_EVENTS or size > _MOST_BYTES):
            yield _closed(place, inside)
            inside = open_ones[place] = []
            size = event.size
        inside.append(event[1:])
        sizes[place] = size
    for place, inside in open_ones.items():
        yield _closed(place, inside)


def _closed(place: tuple[int, str], inside: list[tuple[str, str, dict[str, str]]]) -> Parcel:
    return Parcel(*place, len(inside), orjson.dumps(inside))


def opened(topic: str, body: bytes) -> list[OutgoingEvent]:
    """The events of a parcel."""
    return [OutgoingEvent(topic, *each) for each in orjson.loads(body)]


async def write(connection: Driver, events: Sequence[OutgoingEvent]) -> None:
    """Append in the order given. Call after the rows they speak of are written: their locks are
    what makes the order of ids the order of commits within one key."""
    rows: Iterable[tuple[Any, ...]] = parcels(events)
    await connection.execute(_INSERT, *zip(*rows, strict=True))
