"""The unit of work: one transaction, its reason, and what it will tell others when it commits."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from uuid_utils import uuid7

from chassis import outbox
from chassis.causes import Cause
from chassis.cloudevents import Received, add_cause, attributes
from chassis.contract import Contract
from chassis.database import Driver, driver
from chassis.reach import WHOLE, Scope
from chassis.row_security import tell_scope

T = TypeVar("T")
R = TypeVar("R", bound=Received[Any])

_STILL = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Tx:
    """An open transaction. State goes through `connection`; news through `emit`."""

    def __init__(self, connection: AsyncConnection, cause: Cause, source: str) -> None:
        self.connection = connection
        self.cause = cause
        self._source = source
        self._rings = False
        self._endings: list[Callable[[], None]] = []
        self._events: list[outbox.OutgoingEvent] = []

    @property
    def has_news(self) -> bool:
        """Whether committing this gives the relay or the callers of strangers something to do."""
        return self._rings or bool(self._events)

    async def see_all(self) -> None:
        """From here on the system acts, for somebody whose right to it was checked: what they give
        away they may not see afterwards."""
        await tell_scope(self.connection, WHOLE)

    def ring(self) -> None:
        """Wake whoever works off tables, when this commits."""
        self._rings = True

    def at_end(self, deed: Callable[[], None]) -> None:
        """Do this once the transaction is over, committed or not."""
        self._endings.append(deed)

    def end(self) -> None:
        """The transaction is over."""
        for deed in self._endings:
            deed()

    async def driver(self) -> Driver:
        """The bare connection, in this transaction, for batch statements.

        JSON goes in as text and comes out as Python values.
        """
        return await driver(self.connection)

    def each(self, events: Iterable[R]) -> Iterator[R]:
        """Go through received events; what is emitted meanwhile follows from the current one."""
        for event in events:
            self.cause = event.cause
            yield event

    def emit(
        self, event: Contract, *, key: object, version: int | None, time: datetime | None = None
    ) -> None:
        """Tell others, if and when this transaction commits.

        `key` is the aggregate's id, `version` its version after the change, `time` when it
        happened at its source (now, if not given). Raises EventTooLarge.
        """
        subject = str(key)
        headers = attributes(
            identity=str(uuid7()),
            kind=event.type,
            source=self._source,
            subject=subject,
            time=time or datetime.now(UTC),
            sequence=version,
        )
        add_cause(headers, self.cause)
        value = event.model_dump_json()
        outgoing = outbox.OutgoingEvent(event.topic.name, subject, value, headers)
        if outgoing.size > outbox.LARGEST_EVENT:
            raise outbox.EventTooLarge(f"{event.type}: {outgoing.size} bytes")
        self._events.append(outgoing)

    async def flush(self) -> None:
        """Write the news; the last statement before the commit."""
        if self._events:
            await outbox.write(await self.driver(), self._events)


class HasKernel(Protocol):
    """A service's own transaction."""

    @property
    def kernel(self) -> Tx: ...


class Database(Generic[T]):
    """Opens transactions and shapes them as the service likes to see them.

    `shape` makes the service's own transaction (its stores) of a `Tx`; `wake` is called after a
    commit that has news.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        service: str,
        shape: Callable[[Tx], T],
        wake: Callable[[], None],
    ) -> None:
        self.engine = engine
        self.service = service
        self._shape = shape
        self._wake = wake

    def shaped(self, tx: Tx) -> T:
        """The service's view of a transaction."""
        return self._shape(tx)

    @asynccontextmanager
    async def open(
        self, cause: Cause, scope: Scope = WHOLE, *, still: bool = False
    ) -> AsyncIterator[Tx]:
        """A bare transaction: commits at the end of the block, rolls back on any exception.

        It sees the rows of its scope; the system's own work sees all. With `still` it only reads,
        and everything it reads is of one moment.
        """
        engine = self.engine.execution_options(**_STILL) if still else self.engine
        with ExitStack() as afterwards:
            async with engine.begin() as connection:
                await tell_scope(connection, scope)
                tx = Tx(connection, cause, f"/{self.service}")
                afterwards.callback(tx.end)
                yield tx
                await tx.flush()
        if tx.has_news:
            self._wake()

    @asynccontextmanager
    async def begin(
        self, cause: Cause, scope: Scope = WHOLE, *, still: bool = False
    ) -> AsyncIterator[T]:
        """The same, in the service's shape."""
        async with self.open(cause, scope, still=still) as tx:
            yield self._shape(tx)


Begin = Callable[[], AbstractAsyncContextManager[T]]
