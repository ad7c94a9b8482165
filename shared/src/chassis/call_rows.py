"""The rows of external calls: what is said of them to the database, and when they are forgotten."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import orjson

from chassis.database import Driver, delete_some

_REQUEST = """
insert into kernel_call (id, kind, subject, payload, cause, due_at)
values ($1, $2, $3, $4::jsonb, $5::jsonb, now())
"""

# Only the oldest open call of a subject may be claimed, so that two calls about the same thing
# reach the stranger in the order in which they were decided. Where the outcome is known nobody will
# be asked: that is no attempt.
_CLAIM = """
update kernel_call c set state = 'claimed', claim_token = $2,
  attempts = attempts + (outcome is null)::int,
  claimed_until = now() + make_interval(secs => $3), claimed_by = $4
where id = (
  select id from kernel_call a
  where kind = $1 and due_at <= now()
    and (state = 'waiting' or (state = 'claimed' and claimed_until < now()))
    and not exists (
      select 1 from kernel_call b
      where b.kind = a.kind and b.subject = a.subject and b.position < a.position
        and b.state in ('waiting', 'claimed'))
  order by due_at limit 1 for update skip locked)
returning id, subject, payload, cause, attempts, outcome
"""

_SETTLE = """
update kernel_call set state = $3, last_error = $4, claim_token = null, claimed_until = null,
  settled_at = now(), outcome = null
where id = $1 and claim_token = $2
"""

_KEEP = """
update kernel_call set state = 'waiting', outcome = $3::json, last_error = $4,
  claim_token = null, claimed_until = null, due_at = now() + make_interval(secs => $5),
  may_hurry = false
where id = $1 and claim_token = $2
"""

# Their payloads hold personal data, and nobody asks for them after a month.
_FORGET = """
delete from kernel_call where id = any(array(
  select id from kernel_call where settled_at < now() - interval '30 days' limit $1))
"""

_AGAIN = """
update kernel_call set state = 'waiting', last_error = $3, claim_token = null,
  claimed_until = null, due_at = now() + make_interval(secs => $4), may_hurry = $5,
  outcome = null
where id = $1 and claim_token = $2
"""

_RELEASE = """
update kernel_call set state = 'waiting', claim_token = null, claimed_until = null, due_at = now()
where kind = $1 and state = 'claimed' and claimed_by = $2
"""

# Spread, so that a stranger that has just come back is not met by all of them at once.
_HURRY = """
update kernel_call set due_at = now() + random() * interval '3 seconds'
where kind = $1 and state = 'waiting' and may_hurry and due_at > now()
"""


async def insert(
    connection: Driver,
    identity: UUID,
    kind: str,
    subject: str,
    payload: Mapping[str, Any],
    cause: Mapping[str, Any],
) -> None:
    """A new call, due at once."""
    documents = (orjson.dumps(each).decode() for each in (payload, cause))
    await connection.execute(_REQUEST, identity, kind, subject, *documents)


async def claim(
    connection: Driver, kind: str, owner: str, token: UUID, seconds: float
) -> asyncpg.Record | None:
    """The call of this kind that is due first, now claimed for so long; None if none is due."""
    return await connection.fetchrow(_CLAIM, kind, token, seconds, owner)


async def release(connection: Driver, kind: str, owner: str) -> None:
    """Let go of what an earlier process of this name had claimed when it ended."""
    await connection.execute(_RELEASE, kind, owner)


async def settle(
    connection: Driver, identity: UUID, token: UUID, state: str, error: str | None
) -> bool:
    """Write down how it ended; False if the claim is no longer this one."""
    return await connection.execute(_SETTLE, identity, token, state, error) == "UPDATE 1"


async def keep(
    connection: Driver,
    identity: UUID,
    token: UUID,
    outcome: Mapping[str, Any],
    error: str,
    seconds: float,
) -> None:
    """Have it settled after a pause, with this outcome; unless the claim is no longer this one."""
    document = json.dumps(outcome)  # ASCII: a stranger may have said what jsonb cannot hold
    await connection.execute(_KEEP, identity, token, document, error, seconds)


async def postpone(
    connection: Driver,
    identity: UUID,
    token: UUID,
    error: str | None,
    seconds: float,
    may_hurry: bool,
) -> None:
    """Have it made again after a pause, or sooner where it `may_hurry` because nobody answered;
    unless the claim is no longer this one."""
    await connection.execute(_AGAIN, identity, token, error, seconds, may_hurry)


async def hurry(connection: Driver, kind: str) -> None:
    """Let the waiting calls of this kind be due within seconds: what they waited for is over."""
    await connection.execute(_HURRY, kind)


async def forget(connection: Driver) -> bool:
    """Drop calls that were settled long ago; whether there may be more."""
    return await delete_some(connection, _FORGET)
