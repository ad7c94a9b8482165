"""The fence: how far each partition was applied, locked for the length of a batch.

A consumer that was frozen, replaced and woken still holds records; its batch waits here for its
heir's commit and is then filtered to nothing.
"""

from collections.abc import Sequence
from typing import TypeVar

from chassis.cloudevents import Record
from chassis.database import Driver

R = TypeVar("R", bound=Record)
Partition = tuple[str, int]

_LOCK = """
insert into kernel_offset as o (topic, partition, next_offset)
select t, p, 0 from unnest($1::text[], $2::int[]) as x(t, p) order by t, p
on conflict (topic, partition) do update set next_offset = o.next_offset
returning topic, partition, next_offset
"""

_ADVANCE = """
update kernel_offset o set next_offset = x.n
from unnest($1::text[], $2::int[], $3::bigint[]) as x(t, p, n)
where o.topic = x.t and o.partition = x.p
"""


async def pass_fence(connection: Driver, records: Sequence[R]) -> list[R]:
    """Lock the partitions of these records, advance them, and return those not yet applied.

    Partitions are locked in one order everywhere, so that two consumers cannot deadlock.
    """
    last: dict[Partition, int] = {}
    for record in records:
        last[(record.topic, record.partition)] = record.offset
    partitions = sorted(last)
    topics, numbers = [t for t, _ in partitions], [p for _, p in partitions]
    rows = await connection.fetch(_LOCK, topics, numbers)
    expected = {(row["topic"], row["partition"]): row["next_offset"] for row in rows}
    fresh = [r for r in records if r.offset >= expected[(r.topic, r.partition)]]
    if fresh:
        # A batch of a zombie may end before what its heir has reached: never move back.
        ends = [max(last[p] + 1, expected[p]) for p in partitions]
        await connection.execute(_ADVANCE, topics, numbers, ends)
    return fresh
