"""Quarantine: records nobody can read, kept whole until a person replays or discards them."""

from chassis.cloudevents import Record, Unreadable
from chassis.database import Driver
from chassis.metrics import RECORDS_QUARANTINED
from chassis.records import headers_as_json

_INSERT = """
insert into kernel_quarantine
  (topic, partition, "offset", key, value, headers, timestamp_ms, reason, detail)
values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)
on conflict (topic, partition, "offset") do nothing
"""

_SETTLE = """
update kernel_quarantine set settled_at = now(), settled_as = $2, settled_by = $3
where id = $1 and settled_at is null
"""


async def put(connection: Driver, record: Record, why: Unreadable) -> None:
    """Keep the record, in the transaction that also moves past it."""
    await connection.execute(
        _INSERT,
        record.topic,
        record.partition,
        record.offset,
        record.key,
        record.value,
        headers_as_json(record),
        record.timestamp,
        why.reason,
        str(why)[:2000],
    )
    RECORDS_QUARANTINED.labels(record.topic, why.reason).inc()


async def settle(connection: Driver, number: int, how: str, by: str) -> None:
    """Mark as `replayed` or `discarded`; the bytes stay."""
    await connection.execute(_SETTLE, number, how, by)
