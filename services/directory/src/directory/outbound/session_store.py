"""Sessions in PostgreSQL; ending one also tells everybody."""

from datetime import datetime, timedelta
from uuid import UUID

import asyncpg
import structlog

from chassis import sessions
from chassis.database import delete_some
from chassis.tokens import LEEWAY_SECONDS
from chassis.transactions import Tx
from contracts.directory import SessionEndedV1
from directory.application.session_views import SessionView
from directory.domain.refresh_token import KeptToken
from directory.domain.session import Origin, Session, Why

log = structlog.get_logger(__name__)

_OPEN = "ended_at is null and idle_until > now() and expires_at > now()"

_ADD = """
with added as (
  insert into session
    (id, account_id, proved_at, idle_until, expires_at, token_until, means, address, agent)
  values ($1, $2, $3, $4, $5, now(), $6, $7, $8)
)
insert into refresh_token (token_hash, session_id) values ($9, $1)
"""

_GET = f"""
select id, account_id, proved_at, idle_until, expires_at, means, address, agent
from session where id = $1 and {_OPEN} for update
"""  # noqa: S608 - only our own words go in

_SHOWN = """
select token.session_id, token.used_at, token.salt,
  exists (
    select from refresh_token other
    where other.session_id = token.session_id and other.used_at > token.used_at
  ) as successor_used
from refresh_token token where token.token_hash = $1
"""

# The salt of a token is of no use once its successor has been used.
_REPLACE = """
with forgotten as (
  update refresh_token set salt = null where session_id = $1 and salt is not null
), used as (
  update refresh_token set used_at = clock_timestamp(), salt = $3 where token_hash = $2
), following as (
  insert into refresh_token (token_hash, session_id) values ($4, $1)
)
update session set used_at = now(), idle_until = $5 where id = $1
"""

_ISSUED = "update session set token_until = greatest(token_until, $2) where id = $1"
_PROVED = "update session set proved_at = $2 where id = $1"

# Also one that nobody can continue, as long as a token of it may still be good.
_END = """
update session set ended_at = now(), why = $2
where account_id = $1 and ended_at is null
  and greatest(token_until, least(idle_until, expires_at)) > now()
  and ($3::uuid is null or id = $3) and ($4::uuid is null or id <> $4)
returning id, token_until
"""
_DROP_SHOWN = "delete from refresh_token where session_id = any($1)"

_LISTED = f"""
select id as session_id, opened_at, used_at, proved_at, least(idle_until, expires_at) as expires_at,
       means, address, agent
from session where account_id = $1 and id < $2 and {_OPEN} order by id desc limit $3
"""  # noqa: S608 - as above

_FORGET = """
delete from session where id = any(array(
  select id from session where least(idle_until, expires_at) < now() - $1::interval limit $2))
"""
_LAST = UUID(int=2**128 - 1)
_KEPT = timedelta(days=30)
_MARGIN = timedelta(seconds=2 * LEEWAY_SECONDS)


class SqlSessions:
    """The port `Sessions`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, session: Session, token_hash: bytes) -> None:
        await self._execute(
            _ADD,
            session.id,
            session.account_id,
            session.proved_at,
            session.idle_until,
            session.expires_at,
            session.means,
            session.origin.address,
            session.origin.agent,
            token_hash,
        )

    async def get(self, session_id: UUID) -> Session | None:
        row = await (await self._tx.driver()).fetchrow(_GET, session_id)
        return None if row is None else _session(row)

    async def token(self, token_hash: bytes) -> KeptToken | None:
        row = await (await self._tx.driver()).fetchrow(_SHOWN, token_hash)
        return None if row is None else KeptToken(**row)

    async def replace_token(
        self, session: Session, used: bytes, salt: bytes, successor: bytes
    ) -> None:
        await self._execute(_REPLACE, session.id, used, salt, successor, session.idle_until)

    async def issued(self, session_id: UUID, until: datetime) -> None:
        await self._execute(_ISSUED, session_id, until)

    async def proved(self, session_id: UUID, at: datetime) -> None:
        await self._execute(_PROVED, session_id, at)

    async def end(self, account_id: UUID, why: Why, *, only: UUID | None = None) -> int:
        return await self._end(account_id, why, only, None)

    async def end_others(self, account_id: UUID, why: Why, *, keep: UUID) -> int:
        return await self._end(account_id, why, None, keep)

    async def listed(
        self, account_id: UUID, after: tuple[UUID] | None, limit: int
    ) -> list[SessionView]:
        start = after[0] if after else _LAST
        rows = await (await self._tx.driver()).fetch(_LISTED, account_id, start, limit + 1)
        return [SessionView(**row) for row in rows]

    async def forget(self) -> bool:
        """Drop some of what nobody will look for any more; whether there may be more."""
        return await delete_some(await self._tx.driver(), _FORGET, _KEPT)

    async def _end(self, account_id: UUID, why: Why, only: UUID | None, keep: UUID | None) -> int:
        connection = await self._tx.driver()
        rows = await connection.fetch(_END, account_id, why, only, keep)
        await connection.execute(_DROP_SHOWN, [row["id"] for row in rows])
        ended = [_ended(row, account_id, why) for row in rows]
        # This service hears of nobody: it keeps its own copy, from which it refuses people.
        await sessions.keep(self._tx, ended)
        for event in ended:
            self._tx.emit(event, key=event.session_id, version=1)
            log.info("a session has ended", action=why, subject=str(account_id))
        return len(ended)

    async def _execute(self, statement: str, *values: object) -> None:
        await (await self._tx.driver()).execute(statement, *values)


def _session(row: asyncpg.Record) -> Session:
    return Session(
        id=row["id"],
        account_id=row["account_id"],
        proved_at=row["proved_at"],
        idle_until=row["idle_until"],
        expires_at=row["expires_at"],
        means=row["means"],
        origin=Origin(row["address"], row["agent"]),
    )


def _ended(row: asyncpg.Record, account_id: UUID, why: Why) -> SessionEndedV1:
    until = row["token_until"] + _MARGIN
    return SessionEndedV1(session_id=row["id"], account_id=account_id, until=until, why=why)
