"""Sessions that were ended: refused here from then on, although their tokens still look good."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from chassis import known_actors
from chassis.cloudevents import Received
from chassis.database import Driver, delete_some
from chassis.transactions import HasKernel, Tx

_KEEP = """
insert into kernel_ended_session (session_id, until)
select * from unnest($1::uuid[], $2::timestamptz[]) as told (session_id, until)
where told.until > now()
on conflict (session_id) do update set until = excluded.until
where kernel_ended_session.until < excluded.until
"""

_FORGET = """
delete from kernel_ended_session where session_id = any(array(
  select session_id from kernel_ended_session where until < now() limit $1))
"""


class EndedSession(Protocol):
    """What is kept of an end. `until`: when the last token of the session is over."""

    @property
    def session_id(self) -> UUID: ...
    @property
    def until(self) -> datetime: ...


async def keep(tx: Tx, ended: Sequence[EndedSession]) -> None:
    """Refuse these sessions from now on."""
    known_actors.forget_all()
    until = {each.session_id: each.until for each in ended}
    await (await tx.driver()).execute(_KEEP, list(until), list(until.values()))


async def keep_ended(events: Sequence[Received[Any]], tx: HasKernel) -> None:
    """Message handler, repeatable."""
    await keep(tx.kernel, [event.data for event in events])


async def forget(connection: Driver) -> bool:
    """Drop those whose tokens have expired by themselves; whether there may be more."""
    return await delete_some(connection, _FORGET)
