"""The one way to a database: how engines are built, and how fast SQL gets into a transaction."""

import asyncio
import contextlib
import socket
from typing import TYPE_CHECKING, Any, cast

import asyncpg
from sqlalchemy import MetaData, event, text
from sqlalchemy.exc import (
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    InternalError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from chassis.errors import ConcurrentUpdate, Unavailable

# Generic for the type checker only.
if TYPE_CHECKING:
    Driver = asyncpg.Connection[asyncpg.Record]
else:
    Driver = asyncpg.Connection

NAMING = {
    "ix": "%(table_name)s_%(column_0_N_name)s",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "pk": "%(table_name)s_pkey",
}

_GOOD_BYE_SECONDS = 2.0
# Some rows drag much along: a session its tokens, a mail its megabytes.
_FORGOTTEN_AT_ONCE = 5_000

# What must wait for all transactions that are open at some moment waits that long.
LONGEST_TRANSACTION_SECONDS = 60

# A frozen process must not keep its heirs waiting on its row locks: the session ends before Kafka
# hands its partitions to someone else. Nothing waits for ever.
SESSION_LIMITS = {
    "idle_in_transaction_session_timeout": "4s",
    "lock_timeout": "3s",
    "statement_timeout": "8s",
    "timezone": "UTC",
}

# Twenty seconds: of silence from a host that was asked, and of one that acknowledges nothing (ms).
_MISSED_AFTER = {
    socket.TCP_KEEPIDLE: 10,
    socket.TCP_KEEPINTVL: 5,
    socket.TCP_KEEPCNT: 2,
    socket.TCP_USER_TIMEOUT: 20_000,
}

# PostgreSQL 17 knows it; older ones refuse a session that names it.
_BOUND = f"""
select set_config('transaction_timeout', '{LONGEST_TRANSACTION_SECONDS}s', false)
where current_setting('transaction_timeout', true) is not null
"""

# Server states in which the same statement may succeed later, without anything being changed.
_OUTAGE_CLASSES = ("08", "53", "57", "58")

# A table, column or right that is missing is a deployment's fault, not the record's: parking every
# key because a migration has not run yet would turn a delay into a repair.
_NOT_DEPLOYED = frozenset({"42P01", "42703", "42883", "42501", "3D000", "28P01", "28000"})
# Without a state of the server. The driver's internal error is a session that was ended between two
# messages of one statement: it is surprised, and does not say by what.
_LOST = (
    asyncpg.InterfaceError, asyncpg.InternalClientError,
    InterfaceError, InternalError, OperationalError,
)  # fmt: skip
# All that may befall a session of the bare driver, for those that only ever open another.
SESSION_FAILED = (
    OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError,
)  # fmt: skip
_CANCELLED = "57014"
# Writing is refused: for the moment, and until we are led elsewhere, this is a standby.
_READ_ONLY = "25006"
_TIMED_OUT_IN_TRANSACTION = ("25P03", "25P04")


def metadata() -> MetaData:
    """Table metadata with the naming convention migrations rely on."""
    return MetaData(naming_convention=NAMING)


def build_engine(url: str, *, name: str, pool: int) -> AsyncEngine:
    """An engine whose sessions have limits and whose pool waits three seconds, not for ever."""
    engine = create_async_engine(
        url,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=3,
        pool_pre_ping=False,
        connect_args={
            "timeout": 5,
            "server_settings": {**SESSION_LIMITS, "application_name": name},
        },
    )

    @event.listens_for(engine.sync_engine, "connect")
    def bound(connection: Any, _: Any) -> None:
        connection.run_async(lambda bare: bare.execute(_BOUND))
        _miss_soon(connection.driver_connection)

    @event.listens_for(engine.sync_engine, "checkout")
    def is_open(connection: Any, *_: Any) -> None:
        # After a restart of the database the pool is full of dead ones: it opens another instead.
        if connection.driver_connection.is_closed():
            raise DisconnectionError

    return engine


def _miss_soon(connection: Any) -> None:
    """A host that vanished says nothing, and without this it would be waited for for hours."""
    tcp = connection._transport.get_extra_info("socket")
    if tcp.family != socket.AF_UNIX:
        tcp.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option, value in _MISSED_AFTER.items():
            tcp.setsockopt(socket.IPPROTO_TCP, option, value)


async def close(engine: AsyncEngine) -> None:
    """Say good-bye on all its connections, but do not wait for a server that says nothing."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_GOOD_BYE_SECONDS):
            await engine.dispose()


def dsn(url: str) -> str:
    """The same address as the bare driver writes it."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


async def driver(connection: AsyncConnection) -> Driver:
    """The bare connection inside the running transaction, for batch statements.

    SQLAlchemy begins a transaction with its first statement; a bare statement before that would
    commit by itself, so an empty one is sent where needed.
    """
    raw = await connection.get_raw_connection()
    bare = cast(Driver, raw.driver_connection)
    if not bare.is_in_transaction():
        await connection.exec_driver_sql("select 1")
    return bare


async def row_alone(engine: AsyncEngine, query: str, *values: object) -> "asyncpg.Record | None":
    """One row, in a statement that needs no transaction: one round trip instead of three.

    What fails goes around SQLAlchemy, so the connection is not trusted any more.
    """
    async with engine.connect() as connection:
        raw = await connection.get_raw_connection()
        try:
            return await cast(Driver, raw.driver_connection).fetchrow(query, *values)
        except BaseException:
            await connection.invalidate()
            raise


async def delete_some(connection: Driver, statement: str, *values: object) -> bool:
    """Carry out a deletion, or what empties rows for good, whose last value says of how many rows
    at most; whether it may have left some. One without a limit may never end in time. Rows that may
    still change are locked where they are found: what changes meanwhile is not forgotten."""
    done = await connection.execute(statement, *values, _FORGOTTEN_AT_ONCE)
    return int(done.rpartition(" ")[2]) >= _FORGOTTEN_AT_ONCE


async def answers(engine: AsyncEngine, *, within: float) -> bool:
    """Whether a statement that asks nothing is answered in so many seconds."""
    try:
        async with asyncio.timeout(within), engine.connect() as connection:
            await connection.execute(text("select 1"))
    except Exception as error:
        if not is_outage(error):
            raise
        return False
    return True


def is_outage(error: BaseException) -> bool:
    """True where the dependency is at fault and the same work may succeed later."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    if isinstance(error, PoolTimeout | Unavailable | OSError | asyncio.TimeoutError):
        return True
    original = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(original, "sqlstate", None)
    if state:
        known = state in _NOT_DEPLOYED or state in (*_TIMED_OUT_IN_TRANSACTION, _READ_ONLY)
        return known or str(state).startswith(_OUTAGE_CLASSES)
    return isinstance(error, _LOST)


def ran_too_long(error: BaseException) -> bool:
    """True where a limit of time ended it: what is asked for, or the server's day, may be why."""
    original = error.orig if isinstance(error, DBAPIError) else error
    state = getattr(original, "sqlstate", None)
    return state == _CANCELLED or state in _TIMED_OUT_IN_TRANSACTION


def is_collision(error: BaseException) -> bool:
    """True where two transactions met; the loser only has to try again."""
    if isinstance(error, ConcurrentUpdate):
        return True
    original = error.orig if isinstance(error, DBAPIError) else error
    state = str(getattr(original, "sqlstate", "") or "")
    return state.startswith("40") or state == "55P03"


def is_unstorable(error: BaseException) -> bool:
    """True where a text holds what PostgreSQL cannot keep (a NUL); no repair will change that."""
    original = error.orig if isinstance(error, DBAPIError) else error
    return getattr(original, "sqlstate", None) in {"22021", "22P05"}
