"""A worker can leave publishing to a process that does nothing else."""

import pytest

from chassis import relay as relay_module
from chassis_testing.probe_world import ProbeWorld, expected
from chassis_testing.waiting import until

_RELAY_LOCKS = """
select count(*) as n from pg_locks
where locktype = 'advisory' and classid = 32352
  and database = (select oid from pg_database where datname = current_database())
"""


async def _shards_owned(world: ProbeWorld) -> int:
    (row,) = await world.query(_RELAY_LOCKS)
    return int(row["n"])


async def test_what_a_worker_leaves_in_the_outbox_is_published_by_the_relay(
    world: ProbeWorld,
) -> None:
    """The worker owns no shard of keys; the relay owns all, and applies nothing itself."""
    world.extra["relay_shards"] = 0
    async with world.service("worker") as worker:
        await world.emit(worker.service, keys=5, each=4)
        assert await _shards_owned(world) == 0
        assert await world.waiting() == 20

        async with world.service("relay", role="relay") as relay:
            await world.until_effects(20)
            await world.until_relayed()
            assert await _shards_owned(world) == 16
            assert relay.service.consumer is None

    assert await world.effects() == expected(keys=5, each=4)


async def test_a_worker_takes_no_more_shards_than_it_is_told(world: ProbeWorld) -> None:
    """Relays share: whoever comes later owns what is left."""
    world.extra["relay_shards"] = 6
    async with world.service("worker") as worker, world.service("relay", role="relay"):
        await world.emit(worker.service, keys=20, each=2)
        await world.until_effects(40)
        await world.until_relayed()
        assert await _shards_owned(world) == 16

    assert await world.effects() == expected(keys=20, each=2)


async def test_workers_share_the_shards_and_inherit_them(world: ProbeWorld) -> None:
    """The first had them all; else it alone would publish what both tell."""
    async with world.service("first") as first:
        await until(lambda: _owns(world, [16]))
        async with world.service("second") as second:
            await until(lambda: _owns(world, [8, 8]))
            for each in (first, second):
                await world.emit(each.service, keys=20, each=2)
            await world.until_relayed()
        await until(lambda: _owns(world, [16]))


async def _owns(world: ProbeWorld, wanted: list[int]) -> bool:
    """Whether that is how many shards the relays have, one number for each that has some."""
    rows = await world.query(_RELAY_LOCKS.replace("as n", "as n, pid") + "group by pid")
    return [int(row["n"]) for row in rows] == wanted


async def test_what_an_api_tells_reaches_the_relay_of_another_process_by_notify(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever only polled would be late by as much as it sleeps: here it sleeps for a day, and
    hears no bell but the one PostgreSQL carries."""
    monkeypatch.setattr(relay_module, "_IDLE_SECONDS", 86_400.0)
    async with world.service("relay", role="relay"), world.service("api", role="api") as api:
        for number in range(1, 6):
            await world.emit(api.service, keys=1, each=1, first=number)
            await world.until_relayed()
