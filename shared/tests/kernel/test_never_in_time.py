"""A record whose work never ends in time, or always loses, parks its key; a database that is slow,
locked or ended parks nobody."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg
import pytest
from sqlalchemy.exc import DBAPIError

from chassis.cloudevents import Received
from chassis.database import SESSION_LIMITS, dsn
from chassis.errors import ConcurrentUpdate
from chassis.handlers import Handler
from chassis.records import StoredRecord
from chassis.transactions import Tx
from chassis_testing.harness import Harness, record_of
from chassis_testing.probe import Counted, contracts_on
from chassis_testing.probe_world import ProbeWorld

_SLEEPS = "set local statement_timeout = '50ms'; select pg_sleep(60)"


def records_of(world: ProbeWorld, keys: Sequence[str]) -> list[StoredRecord]:
    """One record after another, as one partition has them."""
    counted, _ = contracts_on(world.topic)
    return [
        replace(record_of(counted(key=key, n=n), key=key, offset=n), topic=world.topic)
        for n, key in enumerate(keys)
    ]


async def failures_until_applied(
    harness: Harness[Tx], records: Sequence[StoredRecord], *, most: int
) -> int:
    """Hand them in as the consumer does, again and again; how often that failed."""
    for failures in range(most):
        try:
            await harness.service.batches.apply(records)
        except (asyncpg.PostgresError, DBAPIError, ConcurrentUpdate):
            continue
        return failures
    return most


async def _never_ends(events: Sequence[Received[Counted]], tx: Tx) -> None:
    if any(event.data.key == "bad" for event in events):
        await (await tx.driver()).execute(_SLEEPS)


async def _always_loses(events: Sequence[Received[Counted]], _: Tx) -> None:
    if any(event.data.key == "bad" for event in events):
        raise ConcurrentUpdate("Somebody else changed it.")


@asynccontextmanager
async def locked(world: ProbeWorld, tables: str) -> AsyncIterator[None]:
    """Someone maintains these tables meanwhile."""
    session = await asyncpg.connect(dsn(world.url))
    try:
        async with session.transaction():
            await session.execute(f"lock table {tables} in access exclusive mode")
            yield
    finally:
        await session.close()


@pytest.mark.parametrize(
    ("fails", "reason"),
    [(_never_ends, "statement timeout"), (_always_loses, "Somebody else changed it.")],
)
async def test_a_record_that_never_ends_parks_its_key_and_its_neighbours_go_on(
    world: ProbeWorld, fails: Handler[Tx], reason: str
) -> None:
    keys = [f"key-{n}" for n in range(24)]
    keys[10] = keys[20] = "bad"
    async with world.service(before=fails) as harness:
        failures = await failures_until_applied(harness, records_of(world, keys), most=30)

    assert failures < 30
    assert sorted(await world.effects()) == sorted(set(keys) - {"bad"})
    (parked,) = await world.query("select key, reason from kernel_parked_key")
    assert parked["key"] == b"bad"
    assert reason in parked["reason"]
    rows = await world.query('select "offset" from kernel_parked_record order by id')
    assert [row["offset"] for row in rows] == [10, 20]


async def test_where_everything_takes_too_long_few_are_given_up_and_none_is_lost(
    world: ProbeWorld,
) -> None:
    """As with an index that is missing: each looks guilty."""
    is_slow = True

    async def slowly(_: Sequence[Received[Counted]], tx: Tx) -> None:
        if is_slow:
            await (await tx.driver()).execute(_SLEEPS)

    keys = [f"key-{n}" for n in range(12)]
    records = records_of(world, keys)
    async with world.service(before=slowly) as harness:
        assert await failures_until_applied(harness, records, most=20) == 20
        parked = [row["key"] for row in await world.query("select key from kernel_parked_key")]
        is_slow = False
        assert await failures_until_applied(harness, records, most=1) == 0
        for key in parked:
            await harness.service.batches.replay(world.topic, key)

    assert 1 <= len(parked) <= 3
    assert await world.effects() == {key: [n] for n, key in enumerate(keys)}


async def test_after_an_outage_no_more_is_tried_at_once_than_before(world: ProbeWorld) -> None:
    """What fails at once says nothing of how much can be done in good time."""
    down, sizes = 6, list[int]()

    async def refuse(events: Sequence[Received[Counted]], _: Tx) -> None:
        nonlocal down
        if down:
            down -= 1
            raise ConnectionRefusedError
        sizes.append(len(events))

    records = records_of(world, [f"key-{n}" for n in range(1_200)])
    async with world.service(before=refuse) as harness:
        while down:
            with pytest.raises(ConnectionRefusedError):
                await harness.service.batches.apply(records)
        await harness.service.batches.apply(records)

    assert sizes[0] <= 250
    assert sum(sizes) == 1_200


@pytest.mark.parametrize("ends", ["lock_timeout", "statement_timeout"])
async def test_a_maintenance_session_that_holds_everything_parks_nobody(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    """Also where it is the statement's limit that ends the waiting: then a record is blamed, and
    what would park it waits for the same session."""
    monkeypatch.setitem(SESSION_LIMITS, ends, "250ms")
    keys = ["key-0", "key-1"]
    records = records_of(world, keys)
    async with world.service() as harness:
        async with locked(world, "effect, kernel_offset, kernel_parked_key"):
            assert await failures_until_applied(harness, records, most=6) == 6
        assert await failures_until_applied(harness, records, most=20) < 20

    assert await world.count("kernel_parked_key") == 0
    assert sorted(await world.effects()) == keys


async def test_whose_session_is_ended_again_and_again_is_not_to_blame(world: ProbeWorld) -> None:
    """As by restarts of the database; what a crash costs, `test_consumer` shows."""
    ends_left = 8

    async def end_session(_: Sequence[Received[Counted]], tx: Tx) -> None:
        nonlocal ends_left
        if ends_left:
            ends_left -= 1
            await (await tx.driver()).execute("select pg_terminate_backend(pg_backend_pid())")

    records = records_of(world, ["key-0"])
    async with world.service(before=end_session) as harness:
        assert await failures_until_applied(harness, records, most=9) == 8

    assert await world.count("kernel_parked_key") == 0
    assert await world.effects() == {"key-0": [0]}
