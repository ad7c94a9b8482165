"""The consumer on a real broker: every effect once, in order per key, whatever happens to it."""

import signal
from collections.abc import Sequence
from typing import Any

import pytest
from aiokafka.errors import CorruptRecordException

from chassis.cloudevents import Received
from chassis.errors import ConcurrentUpdate
from chassis.header_names import ReadablePartition
from chassis.transactions import Tx
from chassis_testing.held_batches import HeldBatches
from chassis_testing.probe import Counted
from chassis_testing.probe_world import ProbeWorld, expected
from chassis_testing.waiting import until

# A worker process on a busy machine, until it has its partitions.
_STARTS_WITHIN = 90.0


async def test_every_event_has_its_effect_once_and_in_order(world: ProbeWorld) -> None:
    await world.publish(keys=20, each=50)
    async with world.service():
        await world.until_effects(1000)
        await world.until_relayed()

    assert await world.effects() == expected(keys=20, each=50)
    assert await world.count("kernel_outbox") == 0
    assert await world.echoes() == expected(keys=20, each=50)


async def test_members_join_and_leave_in_the_middle_of_batches(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No record is handled by two members, and none by nobody, while the group changes."""
    batches = HeldBatches(monkeypatch)
    await world.publish(keys=40, each=10)
    async with world.service("a", after=batches.hold):
        await batches.until_in_hand()
        async with world.service("b", after=batches.hold):
            await batches.until_waited_for(1)
            batches.hold_again()
            await world.publish(keys=40, each=10, first=11)
            await batches.until_in_hand()
            async with world.service("c", after=batches.hold):
                await batches.until_waited_for(2)
                await world.publish(keys=40, each=10, first=21)
        await world.publish(keys=40, each=10, first=31)
        await world.until_effects(1600)

    assert await world.effects() == expected(keys=40, each=40)


async def test_a_member_frozen_inside_its_transaction_comes_back_as_a_harmless_zombie(
    world: ProbeWorld,
) -> None:
    await _freeze_and_thaw(world, slow="inside")


async def test_a_member_frozen_before_it_wrote_anything_comes_back_as_a_harmless_zombie(
    world: ProbeWorld,
) -> None:
    await _freeze_and_thaw(world, slow="before")


async def _freeze_and_thaw(world: ProbeWorld, slow: str) -> None:
    """Freeze a member in its first batch for longer than its session; its heir does the work."""
    async with world.worker("a", seconds=2.0, slow=slow) as zombie:
        await until(lambda: _has_an_open_transaction(world), seconds=_STARTS_WITHIN)
        await world.publish(keys=20, each=10)
        await until(lambda: _has_an_open_batch(world), seconds=_STARTS_WITHIN)
        zombie.freeze()
        async with world.worker("b"):
            await world.until_effects(200)
            zombie.thaw()
            await world.publish(keys=20, each=10, first=11)
            await world.until_effects(400)
            await world.until_relayed()
            # The zombie takes part again: it gets partitions, and nothing it held counts twice.
            assert await zombie.stop() == -signal.SIGTERM

    assert await world.effects() == expected(keys=20, each=20)
    assert await world.echoes() == expected(keys=20, each=20)


async def _has_an_open_transaction(world: ProbeWorld) -> bool:
    """The worker is up: it has touched its database."""
    rows = await world.query(
        "select 1 from pg_stat_activity where datname = current_database() "
        "and application_name like 'probe%'"
    )
    return bool(rows)


async def _has_an_open_batch(world: ProbeWorld) -> bool:
    rows = await world.query(
        "select 1 from pg_stat_activity where datname = current_database() "
        "and application_name like 'probe%' and state = 'idle in transaction'"
    )
    return bool(rows)


async def test_a_killed_member_leaves_nothing_half_done(world: ProbeWorld) -> None:
    await world.publish(keys=20, each=10)
    async with world.worker("a", seconds=2.0) as victim:
        await until(lambda: _has_an_open_batch(world), seconds=_STARTS_WITHIN)
        await victim.kill()
    async with world.worker("a"):
        await world.until_effects(200)
        await world.until_relayed()

    assert await world.effects() == expected(keys=20, each=10)
    assert await world.echoes() == expected(keys=20, each=10)


async def test_a_database_that_restarts_in_mid_transaction_costs_nothing(
    world: ProbeWorld,
) -> None:
    """Restart `immediate` is a crash: the transaction in hand is gone, its batch comes again."""
    crashes = 0

    async def crash_once(_: Sequence[Received[Counted]], __: Tx) -> None:
        nonlocal crashes
        if not crashes:
            crashes += 1
            await world.stack.postgres.stop("immediate")
            await world.stack.postgres.start()

    await world.publish(keys=10, each=10)
    async with world.service(after=crash_once):
        await world.until_effects(100)
        await world.until_relayed()

    assert crashes == 1
    assert await world.effects() == expected(keys=10, each=10)
    assert await world.echoes() == expected(keys=10, each=10)
    assert await world.count("kernel_parked_key") == 0


async def test_a_broker_killed_under_load_costs_nothing(world: ProbeWorld) -> None:
    broker = world.stack.kafka.brokers[0]
    async with world.service() as harness:
        await world.emit(harness.service, keys=10, each=20)
        await broker.kill()
        await world.emit(harness.service, keys=10, each=20, first=21)
        await broker.start()
        await world.until_effects(400)
        await world.until_relayed()

    assert await world.effects() == expected(keys=10, each=40)
    assert await world.echoes() == expected(keys=10, each=40)


async def test_a_broker_stopped_gracefully_for_longer_than_a_request_costs_nothing(
    world: ProbeWorld,
) -> None:
    """The library's idempotent producer never recovers from this; the relay replaces it."""
    broker = world.stack.kafka.brokers[0]
    async with world.service() as harness:
        await world.emit(harness.service, keys=10, each=20)
        await world.until_effects(1)
        await broker.stop()
        await world.emit(harness.service, keys=10, each=20, first=21)
        await _pass(world, seconds=2 * world.settings().request_timeout_ms / 1000)
        await broker.start()
        await world.until_effects(400)
        await world.until_relayed()

    assert await world.effects() == expected(keys=10, each=40)
    assert await world.echoes() == expected(keys=10, each=40)


async def _pass(world: ProbeWorld, seconds: float) -> None:
    """Let the database's clock go on; the outage itself is what is tested."""
    await world.query(f"select pg_sleep({seconds})")


async def test_a_dependency_that_is_down_parks_nothing(world: ProbeWorld) -> None:
    tries: list[Any] = []

    async def down_twice(events: Sequence[Received[Counted]], _: Tx) -> None:
        tries.append(len(events))
        if len(tries) <= 2:
            raise ConnectionRefusedError

    await world.publish(keys=5, each=2)
    async with world.service(before=down_twice):
        await world.until_effects(10)

    assert len(tries) >= 3
    assert await world.effects() == expected(keys=5, each=2)
    assert await world.count("kernel_parked_key") == 0


async def test_who_always_loses_to_another_transaction_is_not_at_fault(world: ProbeWorld) -> None:
    """Not even after all tries at once: the batch comes again, and nothing is parked."""
    tries = 0

    async def lose(_: Sequence[Received[Counted]], __: Tx) -> None:
        nonlocal tries
        tries += 1
        if tries <= 7:
            raise ConcurrentUpdate("Somebody else was faster.")

    await world.publish(keys=1, each=2)
    async with world.service(after=lose):
        await world.until_effects(2)

    assert await world.effects() == expected(keys=1, each=2)
    assert await world.count("kernel_parked_key") == 0


async def test_what_a_fetch_had_of_other_partitions_is_not_lost_with_it(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library raises in the middle of them, and counts those before as read."""
    read: set[int] = set()
    failures = 0
    library = ReadablePartition.__next__

    def fail_among_others(records: ReadablePartition) -> Any:
        nonlocal failures
        read.add(records._tp.partition)
        if len(read) > 1 and failures < 2:
            failures += 1
            raise CorruptRecordException
        return library(records)

    monkeypatch.setattr(ReadablePartition, "__next__", fail_among_others)
    await world.publish(keys=40, each=5)
    async with world.service():
        await world.until_effects(200)

    assert failures == 2
    assert await world.effects() == expected(keys=40, each=5)
