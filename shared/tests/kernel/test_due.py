"""Due rows: everything that is due happens once, whoever else looks at the same time."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from chassis import due
from chassis.causes import fresh_cause
from chassis.due import Due, Timers
from chassis.errors import ConcurrentUpdate
from chassis.transactions import Tx
from chassis_testing.probe_world import ProbeWorld

PAST = datetime(2026, 1, 1, tzinfo=UTC)


async def write_effect(row: Due, tx: Tx) -> None:
    """The effect that is counted."""
    connection = await tx.driver()
    await connection.execute(
        "insert into effect (key, n) values ($1, $2)", row.subject, row.payload["n"]
    )


async def test_a_hundred_rows_fire_once_each_among_four_processes(world: ProbeWorld) -> None:
    async with world.service() as harness:
        database = harness.service.database
        async with database.open(fresh_cause()) as tx:
            for n in range(100):
                await due.schedule(tx, "probe", f"key-{n}", PAST, {"n": n})
        timers = [Timers(database, {"probe": write_effect}) for _ in range(4)]

        async def fire_all(each: Timers[Tx]) -> None:
            while await each.fire_one():
                pass

        await asyncio.gather(*(fire_all(each) for each in timers))

    assert await world.effects() == {f"key-{n}": [n] for n in range(100)}
    assert await world.count("kernel_due") == 0


async def test_what_lies_ahead_does_not_fire_and_can_be_moved_or_cancelled(
    world: ProbeWorld,
) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=1)
    async with world.service() as harness:
        database = harness.service.database
        timers = Timers(database, {"probe": write_effect})
        async with database.open(fresh_cause()) as tx:
            await due.schedule(tx, "probe", "moved", ahead, {"n": 1})
            await due.schedule(tx, "probe", "cancelled", PAST, {"n": 2})
            await due.cancel(tx, "probe", "cancelled")
        assert not await timers.fire_one()
        async with database.open(fresh_cause()) as tx:
            await due.schedule(tx, "probe", "moved", PAST, {"n": 3})
        assert await timers.fire_one()

    assert await world.effects() == {"moved": [3]}


async def test_a_row_that_fails_comes_again_and_holds_nobody_back(world: ProbeWorld) -> None:
    async def fail(row: Due, tx: Tx) -> None:
        await write_effect(row, tx)
        if row.subject == "bad":
            raise ValueError

    async with world.service() as harness:
        database = harness.service.database
        timers = Timers(database, {"probe": fail})
        async with database.open(fresh_cause()) as tx:
            await due.schedule(tx, "probe", "bad", PAST, {"n": 1})
            await due.schedule(tx, "probe", "good", PAST + timedelta(seconds=1), {"n": 2})
        while await timers.fire_one():
            pass

    assert await world.effects() == {"good": [2]}
    (row,) = await world.query("select subject, due_at > now() as ahead from kernel_due")
    assert (row["subject"], row["ahead"]) == ("bad", True)


async def test_a_row_that_loses_to_another_transaction_is_tried_soon_and_lets_others_pass(
    world: ProbeWorld,
) -> None:
    """It may lose every time; what is due after it must not wait for that."""

    async def lose(row: Due, tx: Tx) -> None:
        if row.subject == "bad":
            raise ConcurrentUpdate("Somebody else was faster.")
        await write_effect(row, tx)

    async with world.service() as harness:
        database = harness.service.database
        timers = Timers(database, {"probe": lose})
        async with database.open(fresh_cause()) as tx:
            for n, subject in enumerate(("bad", "good")):
                await due.schedule(tx, "probe", subject, PAST + timedelta(hours=n), {"n": n})
        assert await timers.fire_one()
        assert await timers.fire_one()

    assert await world.effects() == {"good": [1]}
    (row,) = await world.query(
        "select subject, due_at < now() + interval '10 seconds' as soon from kernel_due"
    )
    assert (row["subject"], row["soon"]) == ("bad", True)


async def test_a_row_that_fails_and_was_moved_meanwhile_stays_where_it_was_moved(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody moves it when the transaction of its effect is rolled back, before it is put off."""
    ahead = datetime(2100, 1, 1, tzinfo=UTC)
    postpone = Timers._postpone

    async def fail(_: Due, __: Tx) -> None:
        raise ValueError

    async def move_first(timers: Timers[Tx], row: Due, seconds: float) -> None:
        async with harness.service.database.open(fresh_cause()) as tx:
            await due.schedule(tx, "probe", row.subject, ahead, {"n": 2})
        await postpone(timers, row, seconds)

    monkeypatch.setattr(Timers, "_postpone", move_first)
    async with world.service() as harness:
        async with harness.service.database.open(fresh_cause()) as tx:
            await due.schedule(tx, "probe", "moved", PAST, {"n": 1})
        await Timers(harness.service.database, {"probe": fail}).fire_one()

    (row,) = await world.query("select due_at, payload from kernel_due")
    assert (row["due_at"], row["payload"]) == (ahead, {"n": 2})


async def test_a_row_that_always_takes_too_long_holds_nobody_back(world: ProbeWorld) -> None:
    """PostgreSQL ends it as it would in an outage (57014)."""

    async def dawdle(row: Due, tx: Tx) -> None:
        await write_effect(row, tx)
        if row.subject == "slow":
            connection = await tx.driver()
            await connection.execute("set local statement_timeout = '50ms'")
            await connection.execute("select pg_sleep(20)")

    async with world.service() as harness:
        database = harness.service.database
        timers = Timers(database, {"probe": dawdle})
        async with database.open(fresh_cause()) as tx:
            await due.schedule(tx, "probe", "slow", PAST, {"n": 1})
            await due.schedule(tx, "probe", "good", PAST + timedelta(seconds=1), {"n": 2})
        while await timers.fire_one():
            pass

    assert await world.effects() == {"good": [2]}
    (row,) = await world.query("select subject, due_at > now() as ahead from kernel_due")
    assert (row["subject"], row["ahead"]) == ("slow", True)


async def test_a_row_fires_with_the_correlation_of_the_one_who_scheduled_it(
    world: ProbeWorld,
) -> None:
    seen: list[str] = []

    async def remember(_: Due, tx: Tx) -> None:
        seen.append(tx.cause.correlation_id)

    cause = fresh_cause("somebody")
    async with world.service() as harness:
        database = harness.service.database
        async with database.open(cause) as tx:
            await due.schedule(tx, "probe", "x", PAST)
        await Timers(database, {"probe": remember}).fire_one()

    assert seen == [cause.correlation_id]
