"""Whatever befalls the members of a group, every event has its effect once, in its key's order.

Rules: deliver, deliver again, crash at either side of the commit, rebalance, wake as a zombie,
park, repair; in any order. The counter-examples that the search finds are printed as code.
"""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Sequence
from typing import Any, ClassVar, TypeVar

import asyncpg
import pytest
import pytest_asyncio
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from chassis.database import Driver, build_engine, dsn
from chassis.transactions import Database, Tx
from chassis_testing.probe_world import ProbeWorld
from chassis_testing.schedule import PARTITIONS, Schedule

T = TypeVar("T")
KEYS = st.integers(0, 3)
MEMBERS = st.integers(0, 1)
OWNERS = st.lists(MEMBERS, min_size=PARTITIONS, max_size=PARTITIONS)
SETTINGS = settings(
    max_examples=30,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
_PARKED = "select topic, key from kernel_parked_key where topic = $1 order by parked_at"
_ASIDE = "select count(*) from kernel_quarantine where topic = $1"


class Schedules(RuleBasedStateMachine):
    """One schedule. The test gives it the loop, the engine and a connection to look with."""

    loop: ClassVar[asyncio.AbstractEventLoop]
    engine: ClassVar[AsyncEngine]
    looks: ClassVar[Driver]

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Run it where the database connections live."""
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def database(self) -> Database[Tx]:
        """As a process of its own would open it."""
        return Database(self.engine, service="probe", shape=lambda tx: tx, wake=lambda: None)

    @initialize()
    def begin(self) -> None:
        self.schedule = Schedule(self.database)

    @rule(key=KEYS, again=st.booleans())
    def say(self, key: int, again: bool) -> None:
        self.schedule.say(key, again=again)

    @rule(keys=st.lists(KEYS, min_size=3, max_size=9))
    def say_much(self, keys: list[int]) -> None:
        for key in keys:
            self.schedule.say(key)

    @rule(key=KEYS)
    def garble(self, key: int) -> None:
        self.schedule.garble(key)

    @rule(key=KEYS)
    def poison(self, key: int) -> None:
        self.schedule.poison(key)

    @rule()
    def mend(self) -> None:
        self.schedule.poisoned.clear()

    @rule(member=MEMBERS, most=st.integers(1, 8))
    def poll(self, member: int, most: int) -> None:
        self.schedule.poll(member, most)

    @rule(member=MEMBERS)
    def apply(self, member: int) -> None:
        self.do(self.schedule.apply(member))

    @rule()
    def apply_side_by_side(self) -> None:
        async def both() -> None:
            await asyncio.gather(self.schedule.apply(0), self.schedule.apply(1))

        self.do(both())

    @rule(member=MEMBERS)
    def die_before_kafka_hears_of_it(self, member: int) -> None:
        self.do(self.schedule.apply(member, commits=False))

    @rule(member=MEMBERS)
    def die_inside_the_transaction(self, member: int) -> None:
        self.do(self.schedule.die_inside(member))

    @rule(owners=OWNERS)
    def rebalance(self, owners: list[int]) -> None:
        self.schedule.assign(owners)

    @rule()
    def replay(self) -> None:
        self.do(self.schedule.replay(self.parked()))

    def parked(self) -> list[tuple[str, bytes]]:
        """The keys that wait."""
        rows = self.do(self.looks.fetch(_PARKED, self.schedule.topic))
        return [(row["topic"], row["key"]) for row in rows]

    @invariant()
    def nothing_is_doubled_or_out_of_order(self) -> None:
        schedule = getattr(self, "schedule", None)
        if schedule is None:
            return
        done = self.do(schedule.effects(self.looks))
        for key, effects in done.items():
            assert effects == schedule.expected[key][: len(effects)]
        assert self.do(schedule.told(self.looks)) == done

    def teardown(self) -> None:
        """In the end all is mended, and everything that was said is done."""
        schedule = getattr(self, "schedule", None)
        if schedule is None:
            return
        self.do(self.come_to_rest(schedule))
        self.do(schedule.replay(self.parked()))
        assert self.do(schedule.effects(self.looks)) == schedule.expected
        assert self.do(schedule.told(self.looks)) == schedule.expected
        assert self.do(self.looks.fetchval(_ASIDE, schedule.topic)) == schedule.unreadable
        assert self.parked() == []

    async def come_to_rest(self, schedule: Schedule) -> None:
        """The zombie wakes last, and one member reads to the end of the log."""
        schedule.poisoned.clear()
        schedule.assign([0] * PARTITIONS)
        while schedule.committed != [len(each) for each in schedule.log]:
            schedule.poll(0, 50)
            await schedule.apply(0)
        await schedule.apply(1)


@pytest_asyncio.fixture
async def machine(world: ProbeWorld) -> AsyncIterator[type[Schedules]]:
    """The machine on a database of its own."""
    engine = build_engine(world.url, name="schedules", pool=5)
    connection = await asyncpg.connect(dsn(world.url))
    loop = asyncio.get_running_loop()
    names = {"loop": loop, "engine": engine, "looks": connection}
    yield type("BoundSchedules", (Schedules,), names)
    await connection.close()
    await engine.dispose()


@pytest.mark.timeout(300)
async def test_every_schedule_ends_in_the_same_effects(machine: type[Schedules]) -> None:
    await asyncio.to_thread(run_state_machine_as_test, machine, settings=SETTINGS)


async def _pass_all(_: object, items: Sequence[Any]) -> list[Any]:
    return list(items)


@pytest.mark.timeout(300)
async def test_a_kernel_without_fence_and_inbox_is_found_out(
    machine: type[Schedules], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same search must find a schedule that breaks it."""
    monkeypatch.setattr("chassis.fence.pass_fence", _pass_all)
    monkeypatch.setattr("chassis.inbox.first_time", _pass_all)
    quickly = settings(SETTINGS, phases=[Phase.generate], report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        await asyncio.to_thread(run_state_machine_as_test, machine, settings=quickly)
