"""The relay on a real broker: what was committed is published, in order, whatever dies."""

import asyncio
from collections.abc import Sequence

import asyncpg
import pytest
from aiokafka import AIOKafkaProducer

from chassis import outbox
from chassis import relay as relay_module
from chassis.causes import fresh_cause
from chassis.database import dsn
from chassis.outbox import SHARDS, EventTooLarge, OutgoingEvent, shard_of
from chassis.relay import Relay, acknowledged
from chassis.sending import Row
from chassis.shards import claim_shards
from chassis.transactions import Tx
from chassis.wake import Bell
from chassis_testing.probe import contracts_on
from chassis_testing.probe_world import ProbeWorld, expected
from chassis_testing.waiting import until


class Killed(BaseException):
    """As SIGKILL between two statements: nothing in the process gets to react."""


async def test_a_relay_killed_between_send_and_delete_repeats_but_loses_nothing(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event ids stay the same, so that readers recognise what they already had. Here another
    relay inherits in the same process; one killed by SIGKILL at this place, which comes back, is
    in `tests/faults/test_wounds.py` (`relay-acknowledged`)."""
    kills = 0
    real = acknowledged

    def die_once(rows: Sequence[Row], failed: set[int]) -> list[Row]:
        nonlocal kills
        done = real(rows, failed)
        if done and not kills:
            kills += 1
            raise Killed
        return done

    monkeypatch.setattr(relay_module, "acknowledged", die_once)
    async with world.service() as harness:
        service = harness.service
        await world.emit(service, keys=5, each=10)

        async def relay_is_dead() -> bool:
            return kills == 1

        await until(relay_is_dead)
        assert await world.count("kernel_outbox") > 0
        successor = Relay(
            dsn(world.url),
            lambda: _producer(world),
            service.bell,
        )
        task = asyncio.create_task(successor.run())
        await world.until_effects(50)
        successor.stop()
        await task

    assert kills == 1
    assert await world.effects() == expected(keys=5, each=10)


async def _producer(world: ProbeWorld) -> AIOKafkaProducer:
    producer = AIOKafkaProducer(
        bootstrap_servers=world.stack.kafka.servers, enable_idempotence=True
    )
    await producer.start()
    return producer


async def test_concurrent_writers_and_two_relays_keep_every_key_in_order(
    world: ProbeWorld,
) -> None:
    """Writers of one key queue at its row; ids follow that order, commits of others interleave."""
    counted, _ = contracts_on(world.topic)
    await world.query("create table aggregate (key text primary key, version integer not null)")
    await world.query("insert into aggregate select 'key-' || n, 0 from generate_series(0, 9) n")
    async with world.service("a") as first, world.service("b") as second:
        services = (first.service, second.service)

        async def write(number: int) -> None:
            for turn in range(20):
                key = f"key-{(number + turn) % 10}"
                async with services[turn % 2].database.open(fresh_cause()) as tx:
                    connection = await tx.driver()
                    version = await connection.fetchval(
                        "update aggregate set version = version + 1 where key = $1 "
                        "returning version",
                        key,
                    )
                    tx.emit(counted(key=key, n=version), key=key, version=version)

        await asyncio.gather(*(write(number) for number in range(8)))
        await world.until_effects(160)

    assert await world.effects() == expected(keys=10, each=16)


async def test_a_rolled_back_transaction_tells_nobody(world: ProbeWorld) -> None:
    counted, _ = contracts_on(world.topic)
    async with world.service() as harness:

        async def fail_after_writing() -> None:
            async with harness.service.database.open(fresh_cause()) as tx:
                tx.emit(counted(key="key-0", n=1), key="key-0", version=1)
                await tx.flush()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_after_writing()
        assert await world.count("kernel_outbox") == 0


async def test_an_event_kafka_would_refuse_is_refused_before_the_commit(
    world: ProbeWorld,
) -> None:
    counted, _ = contracts_on(world.topic)
    async with world.service() as harness, harness.service.database.open(fresh_cause()) as tx:
        with pytest.raises(EventTooLarge):
            tx.emit(counted(key="k", n=1, mood="x" * 1_000_000), key="k", version=1)


async def test_what_is_told_with_an_event_counts_towards_its_size(world: ProbeWorld) -> None:
    counted, _ = contracts_on(world.topic)
    cause = fresh_cause()._replace(correlation_id="x" * 1_000_000)
    async with world.service() as harness, harness.service.database.open(cause) as tx:
        with pytest.raises(EventTooLarge):
            tx.emit(counted(key="k", n=1), key="k", version=1)


async def test_what_kafka_refuses_for_ever_holds_up_its_own_place_alone(world: ProbeWorld) -> None:
    """However much waits behind it, and whatever else goes to the same partitions."""
    counted, _ = contracts_on(world.topic)
    refused = OutgoingEvent(world.topic, "refused", "x" * 3_000_000, {})
    behind = shard_of(refused.key)
    async with world.service() as harness:
        database = harness.service.database
        async with database.open(fresh_cause()) as tx:
            await outbox.write(await tx.driver(), [refused])
        for n in range(1, 301):
            async with database.open(fresh_cause()) as tx:
                tx.emit(counted(key=refused.key, n=n), key=refused.key, version=n)
        await world.emit(harness.service, keys=40, each=2)
        others = [key for key in expected(keys=40, each=2) if shard_of(key) != behind]

        async def all_of_the_others() -> bool:
            effects = await world.effects()
            return all(effects.get(key) == [1, 2] for key in others)

        await until(all_of_the_others, seconds=60.0)

    assert await world.count("kernel_outbox") > 300


async def test_a_topic_that_is_missing_keeps_no_other(world: ProbeWorld) -> None:
    """Also what was told before, and what is found together with what is for that topic."""
    missing = f"{world.topic}.missing"
    async with world.service(role="api") as harness:
        for n in (1, 2):
            await world.emit(harness.service, keys=8, each=1, first=n)
            lost = [OutgoingEvent(missing, f"key-{number}", "{}", {}) for number in range(8)]
            async with harness.service.database.open(fresh_cause()) as tx:
                await outbox.write(await tx.driver(), lost)
    async with world.service():
        await world.until_effects(16)

    waiting = await world.query("select distinct topic from kernel_outbox")
    assert missing in {row["topic"] for row in waiting}
    assert await world.effects() == expected(keys=8, each=2)


async def test_a_relay_that_falls_silent_loses_its_shards(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frozen, or on a host that is gone: nobody closes its connection."""
    monkeypatch.setattr("chassis.relay._SILENCE", "1s")
    frozen = Relay(dsn(world.url), lambda: _producer(world), Asleep())
    task = asyncio.create_task(frozen.run())
    try:
        await until(lambda: _shards_are(world, "taken"))
        await until(lambda: _shards_are(world, "free"))
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Asleep(Bell):
    """Whoever waits here never comes back."""

    async def wait(self, seconds: float) -> bool:
        return await asyncio.Future()


async def _shards_are(world: ProbeWorld, state: str) -> bool:
    taken = "select count(*) from pg_locks where locktype = 'advisory' and classid = 32352"
    here = "database = (select oid from pg_database where datname = current_database())"
    (row,) = await world.query(f"{taken} and {here}")
    return int(row["count"]) == (SHARDS if state == "taken" else 0)


async def test_events_too_large_to_share_a_batch_keep_their_order(world: ProbeWorld) -> None:
    """Each is larger than a whole batch of the producer, between small ones of the same key."""
    counted, _ = contracts_on(world.topic)
    async with world.service() as harness:
        async with harness.service.database.open(fresh_cause()) as tx:
            for number in range(1, 7):
                text = "x" * (800_000 if number % 2 else 10)
                tx.emit(counted(key="key-0", n=number, mood=text), key="key-0", version=number)
        await world.until_effects(6)

    assert await world.effects() == expected(keys=1, each=6)


async def test_a_shard_has_one_owner_at_a_time(world: ProbeWorld) -> None:
    url = dsn(world.url)
    first, second = await asyncpg.connect(url), await asyncpg.connect(url)
    try:
        owned = await claim_shards(first, [], 10)
        rest = await claim_shards(second, [], 16)
        assert (len(owned), len(rest)) == (10, 6)
        assert not set(owned) & set(rest)
        await first.close()

        async def inherits() -> bool:
            rest.extend(await claim_shards(second, rest, 16))
            return len(rest) == 16

        await until(inherits)
    finally:
        await second.close()


def test_nothing_behind_an_unacknowledged_event_of_its_key_is_deleted() -> None:
    rows = [
        {"id": 1, "topic": "t", "shard": 0},
        {"id": 2, "topic": "t", "shard": 1},
        {"id": 3, "topic": "t", "shard": 0},
        {"id": 4, "topic": "u", "shard": 0},
    ]
    assert [row["id"] for row in acknowledged(rows, {1})] == [2, 4]  # type: ignore[arg-type]


async def test_a_ring_during_work_is_not_lost() -> None:
    bell = Bell()
    bell.ring()
    bell.ring()
    assert await bell.wait(0.01)
    assert not await bell.wait(0.01)


async def test_the_cause_of_an_event_travels_with_it(world: ProbeWorld) -> None:
    """Correlation and causation, from the first event through a handler to the echo."""
    seen: list[Tx] = []

    async def remember(_: object, tx: Tx) -> None:
        seen.append(tx)

    await world.publish(keys=1, each=1)
    async with world.service(after=remember):
        await world.until_effects(1)

    (tx,) = seen[-1:]
    assert tx.cause.causation_id is not None
    assert tx.cause.correlation_id == tx.cause.causation_id
