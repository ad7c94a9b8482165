"""Claimed external calls: how Tero speaks to strangers that may be slow, down, or answer twice.

A transaction records the intention. Later a worker claims the row (token and deadline), calls with
no transaction open and an idempotency key, and records the outcome only if the claim is still its
own. A call that may have happened is tried again with the same key; what must not happen twice is
the stranger's promise to keep, or the caller's to look up first.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

import asyncpg
import structlog
from opentelemetry.trace import SpanKind
from uuid_utils.compat import uuid7

from chassis import call_rows
from chassis.blame import may_be_its_own
from chassis.breaker import Breaker
from chassis.causes import Cause, fresh_cause
from chassis.database import is_collision, is_outage
from chassis.metrics import CALL_ATTEMPTS
from chassis.tracing import span_after
from chassis.transactions import Database, Tx
from chassis.wake import Bell

log = structlog.get_logger(__name__)
T = TypeVar("T")
# What a stranger said, as JSON can say it: it may have to be kept.
Answer = dict[str, Any] | list[Any] | str | int | None

_IDLE_SECONDS = 0.5
_CLAIM_MARGIN = 15.0
# So long before the claim ends, what could not be settled yet is kept for later.
_KEEP_MARGIN = 5.0


class TryAgain(Exception):
    """Not now. `after` is the stranger's own wish in seconds, if it had one; with `is_theirs` it
    is there, and this is what it answered to this one call."""

    def __init__(self, reason: str, *, after: float | None = None, is_theirs: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.is_theirs = is_theirs or after is not None


class GiveUp(Exception):
    """The stranger refused for good; trying again changes nothing."""


@dataclass(frozen=True)
class Call:
    """A claimed call. `id` is the idempotency key: the same at every attempt."""

    id: UUID
    subject: str
    payload: dict[str, Any]
    attempts: int
    cause: Cause


@dataclass(frozen=True)
class CallHandler(Generic[T]):
    """How one kind of call is made and what follows from its end.

    `make` runs outside any transaction, within `seconds`, and returns the answer or raises
    TryAgain or GiveUp; everything else it raises is tried again too. `done` and `given_up` run in
    the transaction that settles the row. Where they fail it is they that are tried again, with the
    same answer: `make` is not.
    """

    make: Callable[[Call], Awaitable[Answer]]
    done: Callable[[Call, Any, T], Awaitable[None]]
    given_up: Callable[[Call, str, T], Awaitable[None]]
    most_attempts: int
    seconds: float = 20.0
    longest_pause: float = 300.0
    workers: int = 2


@dataclass(frozen=True)
class _Outcome:
    """`answered`: the stranger gave its answer; `is_there`: it is not away, but not now."""

    state: str
    answer: Answer = None
    error: str | None = None
    pause: float = 0.0
    answered: bool = False
    is_there: bool = False


async def request_call(tx: Tx, kind: str, subject: object, payload: Mapping[str, Any]) -> UUID:
    """Record that a stranger must be called about `subject`; the call's id."""
    identity = uuid7()
    tx.ring()
    await call_rows.insert(
        await tx.driver(), identity, kind, str(subject), dict(payload), tx.cause._asdict()
    )
    return identity


class Calls(Generic[T]):
    """Makes the calls of one kind. Any number of processes may run it, each as another `owner`:
    one that comes back after a crash makes the calls it was making again at once."""

    def __init__(
        self, database: Database[T], kind: str, handler: CallHandler[T], bell: Bell, *, owner: str
    ) -> None:
        self._database = database
        self._owner = owner
        self._kind = kind
        self._handler = handler
        self._bell = bell
        self._breaker = Breaker()
        self._stopping = False

    def stop(self) -> None:
        """Finish the calls in hand and end: one that is broken off would be made twice."""
        self._stopping = True
        self._bell.ring()

    async def run(self) -> None:
        """For ever, until `stop`."""
        while not await self._without_outage(self._release()):
            await self._bell.wait(_IDLE_SECONDS)
        async with asyncio.TaskGroup() as group:
            for _ in range(self._handler.workers):
                group.create_task(self._work())

    async def _work(self) -> None:
        while not self._stopping:
            await asyncio.sleep(self._breaker.pause)
            if not await self._without_outage(self.make_one()):
                await self._bell.wait(_IDLE_SECONDS)

    async def _without_outage(self, work: Awaitable[bool]) -> bool:
        """Its answer; False where the database is away."""
        try:
            return await work
        except Exception as error:
            if not (is_outage(error) or is_collision(error)):
                raise
            log.warning("calls wait for the database", error=type(error).__name__)
            return False

    async def _release(self) -> bool:
        async with self._database.open(fresh_cause()) as tx:
            await call_rows.release(await tx.driver(), self._kind, self._owner)
        return True

    async def make_one(self) -> bool:
        """Claim, call, settle one row; False when none is due."""
        token, seconds = uuid4(), self._handler.seconds + _CLAIM_MARGIN
        keep_at = asyncio.get_running_loop().time() + seconds - _KEEP_MARGIN
        row = await self._claim(token, seconds)
        if row is None:
            return False
        cause = Cause(**row["cause"])
        call = Call(row["id"], row["subject"], row["payload"], row["attempts"], cause)
        if row["outcome"] is not None:
            await self._settle(call, token, _Outcome(**row["outcome"]), keep_at)
            return True
        with span_after(f"call {self._kind}", cause.traceparent, SpanKind.CLIENT):
            outcome = await self._make(call)
        CALL_ATTEMPTS.labels(self._kind, outcome.state).inc()
        await self._settle(call, token, outcome, keep_at)
        await self._learn(outcome)
        return True

    async def _learn(self, outcome: _Outcome) -> None:
        """A stranger that comes back finds everybody waiting for it, not asleep."""
        if outcome.answered:
            if self._breaker.is_open:
                async with self._database.open(fresh_cause()) as tx:
                    await call_rows.hurry(await tx.driver(), self._kind)
            self._breaker.answered()
        elif not outcome.is_there:
            self._breaker.failed()

    async def _claim(self, token: UUID, seconds: float) -> asyncpg.Record | None:
        async with self._database.engine.begin() as connection:
            tx = Tx(connection, Cause("", ""), "")
            return await call_rows.claim(await tx.driver(), self._kind, self._owner, token, seconds)

    async def _make(self, call: Call) -> _Outcome:
        if call.attempts > self._handler.most_attempts:  # whoever made it died of it, every time
            return _Outcome("given-up", error=f"after {call.attempts - 1} attempts without an end")
        try:
            async with asyncio.timeout(self._handler.seconds):
                answer = await self._handler.make(call)
                return _Outcome("done", answer=answer, answered=True)
        except GiveUp as refusal:
            return _Outcome("given-up", error=_words(refusal), answered=True)
        except TryAgain as wish:
            return self._again(call, wish)
        except Exception as error:  # noqa: BLE001 - a stranger may fail in any way
            log.warning("call failed", kind=self._kind, error=type(error).__name__)
            return self._again(call, TryAgain(f"{type(error).__name__}: {error}"[:500]))

    def _again(self, call: Call, wish: TryAgain) -> _Outcome:
        if call.attempts >= self._handler.most_attempts:
            return _Outcome("given-up", error=f"after {call.attempts} attempts: {_words(wish)}")
        # Full jitter: many rows that failed together must not come back together.
        longest = min(self._handler.longest_pause, 0.5 * 2 ** min(call.attempts, 20))
        pause = wish.after if wish.after is not None else random.uniform(0.1, longest)  # noqa: S311
        return _Outcome("waiting", error=_words(wish), pause=pause, is_there=wish.is_theirs)

    async def _settle(self, call: Call, token: UUID, outcome: _Outcome, keep_at: float) -> None:
        """Write down how it ended, and what follows from that.

        What may heal is tried again with the outcome in hand. What does not until `keep_at`, and
        what is our own mistake, waits with its outcome in the row, which it holds until somebody
        has mended it: to ask the stranger again could be a second mail, or a second order.
        """
        clock = asyncio.get_running_loop().time
        while True:
            try:
                return await self._record(call, token, outcome)
            except Exception as error:
                heals = _heals(error)
                if not heals:
                    log.exception("a call cannot be settled", kind=self._kind, subject=call.subject)
                elif not self._stopping and clock() < keep_at:
                    log.warning("a call waits to be settled", error=type(error).__name__)
                    await asyncio.sleep(_IDLE_SECONDS)
                    continue
                # What may never be settled leaves the workers to others.
                soon = heals and (self._stopping or not may_be_its_own(error))
                pause = _IDLE_SECONDS if soon else self._handler.longest_pause
                return await self._keep(call, token, outcome, pause, type(error).__name__)

    async def _keep(
        self, call: Call, token: UUID, outcome: _Outcome, pause: float, why: str
    ) -> None:
        async with self._database.open(fresh_cause()) as tx:
            known = (asdict(outcome), f"it could not be settled: {why}", pause)
            await call_rows.keep(await tx.driver(), call.id, token, *known)

    async def _record(self, call: Call, token: UUID, outcome: _Outcome) -> None:
        async with self._database.open(call.cause) as tx:
            connection = await tx.driver()
            if outcome.state == "waiting":
                again = (outcome.error, outcome.pause, not outcome.is_there)
                await call_rows.postpone(connection, call.id, token, *again)
                return
            if not await call_rows.settle(connection, call.id, token, outcome.state, outcome.error):
                # The claim ran out and somebody else makes this call: the outcome is theirs.
                return
            shaped = self._database.shaped(tx)
            if outcome.state == "done":
                await self._handler.done(call, outcome.answer, shaped)
            else:
                await self._handler.given_up(call, outcome.error or "", shaped)


def _heals(error: Exception) -> bool:
    """Whether the same settling may succeed soon."""
    return is_outage(error) or is_collision(error)


def _words(error: Exception) -> str:
    """As PostgreSQL can keep them: a stranger may say a NUL."""
    return str(error).replace("\0", "")
