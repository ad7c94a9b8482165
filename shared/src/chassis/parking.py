"""Parking: when an event fails for its own sake, its key waits, and the rest goes on.

Later records of a parked key queue behind it, so their order is kept until somebody has repaired
the cause and replays the key.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from chassis import quarantine
from chassis.cloudevents import Record
from chassis.database import Driver
from chassis.metrics import RECORDS_PARKED
from chassis.records import StoredRecord, headers_as_json, stored_record

R = TypeVar("R", bound=Record)
ParkedKey = tuple[str, bytes]

_LONGEST_KEY = 1_000  # bytes; an index takes 2,704

# The lock makes a batch wait for a replay of the same key, and look again when it has ended.
_ANY_PARKED = "select exists(select 1 from kernel_parked_key)"

_PARKED = """
select k.topic, k.key from kernel_parked_key k
join unnest($1::text[], $2::bytea[]) as x(t, k) on k.topic = x.t and k.key = x.k
for update of k
"""

_PARK_KEY = """
insert into kernel_parked_key as p (topic, key, reason) values ($1, $2, $3)
on conflict (topic, key) do update set reason = excluded.reason, attempts = p.attempts + 1
"""

_PARK_RECORD = """
insert into kernel_parked_record
  (topic, key, partition, "offset", record_key, value, headers, timestamp_ms)
values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
on conflict (topic, partition, "offset", timestamp_ms) do nothing
"""

_LOCK = "select 1 from kernel_parked_key where topic = $1 and key = $2 for update"
_COUNT = "select count(*) from kernel_parked_record where topic = $1 and key = $2"


def parking_key(record: Record) -> ParkedKey:
    """What waits together. A record without a key stands in nobody's order and waits alone; what
    has a long one waits under its hash."""
    key = record.key
    if key is None:
        key = f"{record.partition}@{record.offset}".encode()
    elif len(key) > _LONGEST_KEY:
        key = f"sha256:{sha256(key).hexdigest()}".encode()
    return record.topic, key


async def parked_among(connection: Driver, records: Sequence[R]) -> set[ParkedKey]:
    """Which keys of these records are parked at this moment.

    Call after the fence: whatever parked one of these keys has committed then.
    """
    if not await connection.fetchval(_ANY_PARKED):
        return set()
    keys = {parking_key(record) for record in records}
    rows = await connection.fetch(_PARKED, [topic for topic, _ in keys], [key for _, key in keys])
    return {(row["topic"], row["key"]) for row in rows}


async def park(connection: Driver, record: Record, reason: str) -> None:
    """Park the record's key because of this record."""
    topic, key = parking_key(record)
    await connection.execute(_PARK_KEY, topic, key, reason[:2000])
    await queue_behind(connection, record)


async def queue_behind(connection: Driver, record: Record) -> None:
    """Put the record at the end of its parked key."""
    topic, key = parking_key(record)
    await connection.execute(
        _PARK_RECORD,
        topic,
        key,
        record.partition,
        record.offset,
        record.key,
        record.value,
        headers_as_json(record),
        record.timestamp,
    )
    RECORDS_PARKED.inc()


async def take_all(connection: Driver, topic: str, key: bytes) -> list[StoredRecord]:
    """Lock a parked key and return its records in order; empty if it is not parked."""
    if not await connection.fetchval(_LOCK, topic, key):
        return []
    rows = await connection.fetch(
        "select * from kernel_parked_record where topic = $1 and key = $2 order by id", topic, key
    )
    return [stored_record(row, key=row["record_key"]) for row in rows]


async def give_up(
    connection: Driver, topic: str, key: bytes, *, by: str, because: str
) -> int | None:
    """Move a parked key's records to quarantine as discarded; how many, None if it is not parked.

    Later records of the key are applied again.
    """
    if not await connection.fetchval(_LOCK, topic, key):
        return None
    records: int = await connection.fetchval(_COUNT, topic, key)
    await quarantine.keep_given_up(connection, topic, key, by=by, because=because)
    await release(connection, topic, key)
    return records


async def release(connection: Driver, topic: str, key: bytes) -> None:
    """Forget a parked key and its records: they have been applied, or are kept elsewhere."""
    await connection.execute(
        "delete from kernel_parked_key where topic = $1 and key = $2", topic, key
    )
