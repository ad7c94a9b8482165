"""A service that does everything the kernel can do, with effects that can be counted.

`python -m tests.faults.wounds.victim all`. An event becomes one row, one echo, one call to a
stranger and one timer, and each of these one row and one echo more; a quiet event and a request
become one row and one echo. Nothing of it is repeatable: only the kernel keeps it from happening
twice.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel

from chassis.calls import Call, CallHandler, request_call
from chassis.cloudevents import Received
from chassis.command import main
from chassis.database import build_engine
from chassis.definition import Definition
from chassis.due import Due, schedule
from chassis.handlers import Handles
from chassis.http import begin_bare
from chassis.idempotency import IdempotentPost
from chassis.policies import PUBLIC
from chassis.settings import ServiceSettings
from chassis.transactions import Tx
from chassis_testing.probe import Counted, Poisoned, contracts_on

TABLES = """
create table stranger (id uuid primary key, subject text not null, attempts integer not null);
create table mended (at timestamptz not null default now());
"""
_MEET = """
insert into stranger (id, subject, attempts) values ($1, $2, 1)
on conflict (id) do update set attempts = stranger.attempts + 1
"""


class Settings(ServiceSettings):
    """`topic` is where its events come from; its echoes go to `<topic>-echo`."""

    topic: str


class Made(BaseModel):
    """What a request has made."""

    key: str


class Victim:
    """The service's parts, bound to its topic."""

    def __init__(self, settings: Settings) -> None:
        self.counted, self._echoed = contracts_on(settings.topic)
        self._outside = build_engine(str(settings.database_url), name="stranger", pool=2)

    async def on_counted(self, events: Sequence[Received[Counted]], tx: Tx) -> None:
        """What is poison stays it until somebody has mended the service."""
        connection = await tx.driver()
        for event in tx.each(events):
            key, n = event.data.key, event.data.n
            if event.data.mood == "poison" and not await connection.fetchval(
                "select exists(select 1 from mended)"
            ):
                raise Poisoned(key)
            await self._effect(tx, key, n)
            if event.data.mood != "quiet":
                await request_call(tx, "stranger", f"{key}/{n}", {})
                await schedule(tx, "later", f"{key}/{n}", datetime.now(UTC))

    async def on_due(self, due: Due, tx: Tx) -> None:
        """A timer."""
        await self._effect(tx, *_parts("timer", due.subject))

    async def make(self, call: Call) -> None:
        """The stranger keeps his promise: one id, one effect, however often he is called."""
        async with self._outside.begin() as connection:
            bare: Any = (await connection.get_raw_connection()).driver_connection
            await bare.execute(_MEET, call.id, call.subject)

    async def on_done(self, call: Call, _: Any, tx: Tx) -> None:
        """The stranger has answered."""
        await self._effect(tx, *_parts("call", call.subject))

    async def on_request(self, key: str, tx: Tx) -> Made:
        """Somebody asks."""
        await self._effect(tx, key, 1)
        return Made(key=key)

    async def _effect(self, tx: Tx, key: str, n: int) -> None:
        connection = await tx.driver()
        await connection.execute("insert into effect (key, n) values ($1, $2)", key, n)
        tx.emit(self._echoed(key=key, n=n), key=key, version=n)


router = APIRouter(prefix="/api/v1/victim", dependencies=[PUBLIC])
BeginBare = Annotated[Any, Depends(begin_bare)]


@router.post("/effects/{name}")
async def make_effect(name: str, begin: BeginBare, once: IdempotentPost, request: Request) -> Any:
    """One effect for each idempotency key."""
    victim: Victim = request.app.state.victim
    async with begin() as tx:
        return await once.answer(tx, 201, lambda: victim.on_request(name, tx))


@router.post("/replay/{topic}/{key}")
async def replay(topic: str, key: str, request: Request) -> int:
    """Applies what waits behind a parked key."""
    records: int = await request.app.state.batches.replay(topic, key.encode())
    return records


def define(settings: Settings) -> Definition[Tx]:
    """The service; its group is its topic's."""
    victim = Victim(settings)
    return Definition(
        name=settings.topic,
        title="Victim",
        shape=lambda tx: tx,
        routers=[router],
        handles=[Handles(victim.counted, victim.on_counted)],
        timers={"later": victim.on_due},
        calls={
            "stranger": CallHandler(
                make=victim.make, done=victim.on_done, given_up=victim.on_done, most_attempts=50
            )
        },
        state={"victim": victim},
    )


def _parts(kind: str, subject: str) -> tuple[str, int]:
    key, _, n = subject.partition("/")
    return f"{kind}:{key}", int(n)


if __name__ == "__main__":
    main("tests.faults.wounds.victim", Settings, define)
