"""A relay that remembers the last id it has sent and reads on from there.

It forgets, as such relays do, everything up to that id: a row whose transaction took its id early
and committed late is behind the mark by then, and is never sent.

Expected harm: *news is lost* (a contact that no desk sees, gaps in the versions of a key) when
several transactions write at once and their commits do not come in the order of their ids: under
load now and then, surely when the way to PostgreSQL has jitter (S10) or a commit is held up
between others (S8). With one writer at a time it works well.
"""

from collections.abc import Sequence
from typing import Any

from tests.faults.wounds.hooks import Function, replace

_MARK = "coalesce(nullif(current_setting('wound.last_id', true), ''), '0')::bigint"
_REMEMBER = "select set_config('wound.last_id', $1, false)"
_FORGET = "delete from kernel_outbox where id <= $1"


def install() -> None:
    """In this process."""
    replace("chassis.relay:_SELECT", _from_the_mark)
    replace("chassis.relay:Relay._publish", _moves_the_mark)


def _from_the_mark(select: Any) -> str:
    before, where, after = str(select).partition("order by id")
    if not where:
        raise AttributeError("the relay does not read by id any more")
    return f"{before} and id > {_MARK} {where}{after}"


def _moves_the_mark(publish: Function) -> Function:
    async def publish_and_move(relay: Any, connection: Any, rows: Sequence[Any]) -> Any:
        stuck = await publish(relay, connection, rows)
        if stuck is None:
            last = max(row["id"] for row in rows)
            await connection.execute(_REMEMBER, str(last))
            await connection.execute(_FORGET, last)
        return stuck

    return publish_and_move
