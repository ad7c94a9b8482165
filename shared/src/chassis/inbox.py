"""The inbox: which events already had their effect, for effects that must not happen twice."""

from collections.abc import Sequence
from typing import Any, TypeVar

from chassis.cloudevents import Received
from chassis.database import Driver, delete_some

R = TypeVar("R", bound=Received[Any])

_CLAIM = """
insert into kernel_inbox (source, event_id)
select distinct * from unnest($1::text[], $2::text[])
on conflict do nothing returning source, event_id
"""

_FORGET = """
delete from kernel_inbox where ctid = any(array(
  select ctid from kernel_inbox where received_at < now() - make_interval(days => $1) limit $2))
"""


async def first_time(connection: Driver, events: Sequence[R]) -> list[R]:
    """Those of the events never seen before, once each, in their order."""
    rows = await connection.fetch(_CLAIM, [e.source for e in events], [e.id for e in events])
    new = {(row["source"], row["event_id"]) for row in rows}
    fresh: list[R] = []
    for event in events:
        if (event.source, event.id) in new:
            new.discard((event.source, event.id))
            fresh.append(event)
    return fresh


async def forget(connection: Driver, days: int) -> bool:
    """Drop claims older than any redelivery can be; whether there may be more."""
    return await delete_some(connection, _FORGET, days)
