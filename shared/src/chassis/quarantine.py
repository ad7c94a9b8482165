"""Quarantine: records nobody can read, kept whole until a person replays or discards them."""

from chassis.cloudevents import Record, Unreadable
from chassis.database import Driver, delete_some
from chassis.metrics import RECORDS_QUARANTINED
from chassis.records import headers_as_json

_INSERT = """
insert into kernel_quarantine
  (topic, partition, "offset", key, value, headers, timestamp_ms, reason, detail)
values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)
on conflict (topic, partition, "offset", timestamp_ms) do nothing
"""

_SETTLE = """
update kernel_quarantine
set settled_at = now(), settled_as = $2, settled_by = $3, settled_because = $4
where id = $1 and settled_at is null returning id
"""

# The very same record may be here already, when offsets were set back: then it is settled there.
_GIVE_UP_PARKED = """
insert into kernel_quarantine as q
  (topic, partition, "offset", key, value, headers, timestamp_ms, reason, detail, quarantined_at,
   settled_at, settled_as, settled_by, settled_because)
select r.topic, r.partition, r."offset", r.record_key, r.value, r.headers, r.timestamp_ms,
  'parked', k.reason, r.parked_at, now(), 'discarded', $3, $4
from kernel_parked_record r join kernel_parked_key k using (topic, key)
where r.topic = $1 and r.key = $2 order by r.id
on conflict (topic, partition, "offset", timestamp_ms) do update set
  settled_at = excluded.settled_at, settled_as = excluded.settled_as,
  settled_by = excluded.settled_by, settled_because = excluded.settled_because
where q.settled_at is null
"""

_FORGET = """
delete from kernel_quarantine where ctid = any(array(
  select ctid from kernel_quarantine
  where settled_at < now() - make_interval(days => $1) limit $2))
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


async def settle_replayed(connection: Driver, number: int, *, by: str) -> bool:
    """Mark as replayed; the bytes stay. False if it was settled before."""
    done = await connection.fetchval(_SETTLE, number, "replayed", by, None)
    return done is not None


async def discard(connection: Driver, number: int, *, by: str, because: str) -> bool:
    """Mark as given up; the bytes stay. False if it was settled before."""
    done = await connection.fetchval(_SETTLE, number, "discarded", by, because)
    return done is not None


async def keep_given_up(
    connection: Driver, topic: str, key: bytes, *, by: str, because: str
) -> None:
    """Keep the records of a parked key that is given up, whole, with who and why."""
    await connection.execute(_GIVE_UP_PARKED, topic, key, by, because)


async def forget(connection: Driver, days: int) -> bool:
    """Drop some of what was settled so long ago, never what is open; whether there may be more."""
    return await delete_some(connection, _FORGET, days)
