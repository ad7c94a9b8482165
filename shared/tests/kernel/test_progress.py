"""A process that has work and does nothing ends itself; one that cannot work does not."""

import asyncio
from collections.abc import Sequence

import pytest
from aiokafka import AIOKafkaProducer

from chassis.brokers import Brokers
from chassis.cloudevents import Received
from chassis.database import dsn
from chassis.progress import _EVERY_SECONDS, ProgressWatch, Stalled
from chassis.settings import ServiceSettings
from chassis.transactions import Tx
from chassis_testing.harness import Harness, record_of
from chassis_testing.probe import Counted, contracts_on
from chassis_testing.probe_world import ProbeWorld, expected
from chassis_testing.waiting import until


async def test_a_process_whose_handler_hangs_ends_itself_and_its_heir_does_the_work(
    world: ProbeWorld,
) -> None:
    world.extra["stall_seconds"] = 3.0
    await world.publish(keys=5, each=4)
    async with world.worker("a", seconds=3600) as hanging:
        async with asyncio.timeout(60):
            assert await hanging.process.wait() == 1
    async with world.worker("a"):
        await world.until_effects(20)

    assert await world.effects() == expected(keys=5, each=4)


async def test_where_nobody_starts_it_again_it_begins_anew_in_the_same_process(
    world: ProbeWorld,
) -> None:
    world.extra |= {"stall_seconds": 3.0, "comes_back": True}
    await world.publish(keys=5, each=4)
    async with world.worker("a", seconds=3600, slow="once") as reborn:
        await world.until_effects(20)
        assert reborn.process.returncode is None

    assert await world.effects() == expected(keys=5, each=4)


async def test_a_dependency_that_is_down_for_long_is_no_stall(world: ProbeWorld) -> None:
    """A restart would not heal it, and would only add to the confusion."""
    world.extra["stall_seconds"] = 2.0
    tries = 0

    async def down_for_long(_: Sequence[Received[Counted]], __: Tx) -> None:
        nonlocal tries
        tries += 1
        if tries < 12:
            raise ConnectionRefusedError

    await world.publish(keys=1, each=1)
    async with world.service(before=down_for_long):
        await world.until_effects(1)

    assert tries == 12


async def test_lag_is_measured_from_outside_the_group(world: ProbeWorld) -> None:
    """The consumer's own idea of its lag is what a deaf consumer gets wrong."""
    await world.publish(keys=4, each=25)
    async with world.service() as harness:
        await world.until_effects(100)
        await until_nothing_waits(world, harness)


async def test_whoever_hears_nothing_of_the_brokers_for_a_while_says_so(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looks at the state of the parts sees it; the process goes on with all else."""
    monkeypatch.setattr("chassis.progress._ABSENT_SECONDS", 2.0)
    monkeypatch.setattr("chassis.progress._EVERY_SECONDS", 0.1)
    near, far = watching(world, world.stack.kafka.servers), watching(world, "127.0.0.1:9")
    tasks = [asyncio.create_task(watch.run()) for watch in (near, far)]

    async def far_is_deaf() -> bool:
        return not far.brokers_answer

    async def near_hears() -> bool:
        return near.brokers_answer

    try:
        await until(far_is_deaf)
        await until(near_hears)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_marks_of_a_producer_s_transactions_are_no_work(world: ProbeWorld) -> None:
    """They have offsets, and nobody is handed them; what was taken back is nobody's work either."""
    world.extra["stall_seconds"] = 2.0
    counted, _ = contracts_on(world.topic)
    producer = AIOKafkaProducer(
        bootstrap_servers=world.stack.kafka.servers, transactional_id=world.name
    )
    async with producer:
        for n, is_meant in ((1, True), (2, False), (3, True)):
            record = record_of(counted(key="key-0", n=n), key="key-0", version=n)
            await producer.begin_transaction()
            headers = [(name, value or b"") for name, value in record.headers]
            await producer.send_and_wait(
                world.topic, value=record.value, key=record.key, headers=headers
            )
            await (producer.commit_transaction() if is_meant else producer.abort_transaction())
    async with world.service() as harness:
        await world.until_effects(2)
        await until_nothing_waits(world, harness)

    assert await world.effects() == {"key-0": [1, 3]}


async def test_what_is_there_and_not_applied_is_work(world: ProbeWorld) -> None:
    """The control of the one before: here the same look finds a record."""
    await world.publish(keys=1, each=1)
    watch = watching(world, world.stack.kafka.servers, stall_seconds=0.0)
    async with asyncio.timeout(60):
        with pytest.raises(Stalled):
            await watch.run()


def test_who_is_quiet_outlives_a_neighbour_whose_partitions_nobody_has_yet() -> None:
    """Records wait there until Kafka misses it, and the watch looks only now and then."""
    usual = ServiceSettings.model_fields
    missed_after = usual["session_timeout_ms"].default / 1000
    assert missed_after + 2 * _EVERY_SECONDS < usual["stall_seconds"].default


async def until_nothing_waits(world: ProbeWorld, harness: Harness[Tx]) -> None:
    async def nothing_waits() -> bool:
        text = (await harness.client.get("/metrics")).text
        return f'tero_consumer_lag_records{{topic="{world.topic}"}} 0.0' in text

    await until(nothing_waits)


def watching(world: ProbeWorld, servers: str, *, stall_seconds: float = 3_600) -> ProgressWatch:
    return ProgressWatch(
        Brokers.at(servers),
        [world.topic],
        dsn(world.url),
        last_attempt=lambda: 0.0,
        stall_seconds=stall_seconds,
    )
