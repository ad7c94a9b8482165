"""What can happen to a victim that our kernel survives unharmed, and a broken one does not."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tests.faults.links import Link
from tests.faults.wounds.life import Life
from tests.faults.wounds.services import wound

from chassis.causes import fresh_cause
from chassis.database import build_engine
from chassis.transactions import Tx
from chassis_testing.probe import contracts_on
from chassis_testing.waiting import until

Expected: TypeAlias = Mapping[str, list[int]]
"""The numbers of each key, of which everybody outside must hear exactly once."""


@dataclass(frozen=True)
class Sufferer:
    """A victim, the way to its database, and which kernel is broken in it, if any."""

    life: Life
    link: Link
    broken: str | None


Misfortune: TypeAlias = Callable[[Sufferer], Awaitable[Expected]]


async def nothing_happens(sufferer: Sufferer) -> Expected:
    """One thing after the other."""
    life = sufferer.life
    await life.service.start()
    for n in range(1, 6):
        await life.give("a", n)
        await life.applied(n)
        await life.told()
    return {"a": [1, 2, 3, 4, 5]}


async def the_database_is_away(sufferer: Sufferer) -> Expected:
    """While events arrive."""
    life = sufferer.life
    await life.service.start()
    await life.give("a", 1)
    await life.applied(1)
    sufferer.link.cut()
    await life.give("a", 2)
    await until(lambda: _has_failed(life))
    sufferer.link.heal()
    await life.give("a", 3)
    await life.applied(3)
    return {"a": [1, 2, 3]}


async def _has_failed(life: Life) -> bool:
    return "batch will be tried again" in life.service.log.read_text()


async def it_dies_before_kafka_is_told(sufferer: Sufferer) -> Expected:
    """And comes back."""
    life = sufferer.life
    wound(life.service, crash_at="batch-committed", broken=sufferer.broken)
    await life.service.start()
    await life.give("a", 1)
    await life.dead()
    wound(life.service, broken=sufferer.broken)
    await life.service.start()
    await life.give("a", 2)
    await life.applied(2)
    return {"a": [1, 2]}


async def everything_is_told_twice(sufferer: Sufferer) -> Expected:
    """As by a relay that has not seen its acknowledgements."""
    life = sufferer.life
    await life.service.start()
    await life.give("a", 1, 2, 3, times=2)
    await life.applied(6)
    return {"a": [1, 2, 3]}


async def a_commit_comes_late(sufferer: Sufferer) -> Expected:
    """Its news has an id before that of others, which are told meanwhile."""
    life = sufferer.life
    await life.service.start()
    _, echoed = contracts_on(life.world.topic)
    engine = build_engine(life.world.url, name="late", pool=1)
    async with engine.begin() as connection:
        late = Tx(connection, fresh_cause(), "/late")
        late.emit(echoed(key="late", n=1), key="late", version=1)
        await late.flush()
        await life.give("a", 1)
        await life.applied(1)
        await life.told()
    await engine.dispose()
    await life.give("a", 2)
    await life.applied(2)
    return {"a": [1, 2], "late": [1]}


MISFORTUNES: tuple[Misfortune, ...] = (
    nothing_happens,
    the_database_is_away,
    it_dies_before_kafka_is_told,
    everything_is_told_twice,
    a_commit_comes_late,
)
