"""The group on a real broker: who leaves hands over what is done, who comes back finds their own,
and what is refused comes again after a pause."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, cast

import pytest
from aiokafka import TopicPartition

from chassis.batches import _BUDGET_SECONDS
from chassis.brokers import Brokers
from chassis.cloudevents import Received
from chassis.consumer import DRAIN_SECONDS, Consumer, DrainOnRevoke
from chassis.consumer_identity import member_id
from chassis.metrics import RECORDS_SKIPPED
from chassis.transactions import Tx
from chassis_testing.held_batches import HeldBatches
from chassis_testing.probe import Counted
from chassis_testing.probe_world import ProbeWorld, expected
from chassis_testing.waiting import until


def handed_over_undone() -> float:
    """How many records reached a member after another one had applied them."""
    return float(RECORDS_SKIPPED.labels("already-applied")._value.get())


async def test_a_rebalance_waits_for_the_running_batch_and_its_commit(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else its records go to the newcomer, too, and only the fence keeps them from counting."""
    before, batches = handed_over_undone(), HeldBatches(monkeypatch)
    await world.publish(keys=40, each=20)
    async with world.service("a", after=batches.hold):
        await batches.until_in_hand()
        async with world.service("b", after=batches.hold):
            await batches.until_waited_for(1)
            await world.publish(keys=40, each=20, first=21)
            await world.until_effects(1200)
        await world.until_effects(1600)

    assert await world.effects() == expected(keys=40, each=40)
    assert handed_over_undone() == before


async def test_who_comes_back_within_the_session_takes_nothing_from_the_others(
    world: ProbeWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A static member: a rolling restart is not a rebalance for those who stay."""
    given: Counter[DrainOnRevoke] = Counter()
    real = DrainOnRevoke.on_partitions_assigned

    async def noted(self: DrainOnRevoke, assigned: Collection[TopicPartition]) -> None:
        given[self] += 1
        await real(self, assigned)

    monkeypatch.setattr(DrainOnRevoke, "on_partitions_assigned", noted)
    world.extra["session_timeout_ms"] = 30_000
    async with world.service("a"):
        await world.publish(keys=20, each=1)
        await world.until_effects(20)
        (stays,) = given

        async def both_are_in() -> bool:
            return len(given) == 2 and given[stays] == 2

        async with world.service("b"):
            await until(both_are_in)
        async with world.service("b"):
            await world.publish(keys=20, each=1, first=2)
            await world.until_effects(40)
            assert len(given) == 3
            assert given[stays] == 2

    assert await world.effects() == expected(keys=20, each=2)


async def test_a_rebalance_lasts_longer_than_any_batch_it_waits_for(world: ProbeWorld) -> None:
    """Else the member is thrown out while it waits, and its batch is another's, too."""

    async def apply(_: object) -> None: ...

    settings = world.settings()
    brokers = Brokers.at(world.stack.kafka.servers)
    consumer = Consumer(settings, brokers, service="probe", topics=["t"], apply=apply)
    (subscriber,) = consumer._broker.subscribers
    told = cast(Any, subscriber)._connection_args
    until_heard_of = told["heartbeat_interval_ms"] / 1000

    assert _BUDGET_SECONDS < DRAIN_SECONDS
    assert until_heard_of + DRAIN_SECONDS < told["rebalance_timeout_ms"] / 1000


def test_a_member_has_one_name_for_its_topics_and_another_one_for_others() -> None:
    assert member_id("intake-0", ["a", "b"]) == member_id("intake-0", ["b", "a"])
    assert member_id("intake-0", ["a", "b"]) != member_id("intake-0", ["a", "c"])
    assert member_id("intake-0", ["a"]) != member_id("intake-1", ["a"])


async def test_what_is_down_is_asked_again_after_a_pause(world: ProbeWorld) -> None:
    """The library hands a refused batch out again at once: a hundred times a second, for ever."""
    tries = 0

    async def down(_: Sequence[Received[Counted]], __: Tx) -> None:
        nonlocal tries
        tries += 1
        raise ConnectionRefusedError

    async def tried() -> bool:
        return tries > 0

    await world.publish(keys=1, each=1)
    async with world.service(before=down):
        await until(tried)
        await world.query("select pg_sleep(3)")

    assert tries <= 5
