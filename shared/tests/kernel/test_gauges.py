"""The numbers that alarms are set on rise when something waits, and fall when nothing does."""

from collections.abc import Sequence

import pytest

from chassis.calls import request_call
from chassis.causes import fresh_cause
from chassis.cloudevents import Received
from chassis.metrics import CALLS_OPEN, OUTBOX_AGE, OUTBOX_ROWS, PARKED_KEYS, QUARANTINED
from chassis.transactions import Tx
from chassis_testing.harness import Harness
from chassis_testing.probe import Counted, Poisoned
from chassis_testing.probe_world import ProbeWorld
from chassis_testing.waiting import until


@pytest.fixture(autouse=True)
def _looks_around_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chassis.upkeep._EVERY_SECONDS", 0.02)


@pytest.fixture(autouse=True)
def _nothing_is_told_yet() -> None:
    """Gauges are the process's: in them stands what the services of other tests saw last."""
    for gauge in (OUTBOX_ROWS, OUTBOX_AGE, PARKED_KEYS, QUARANTINED):
        gauge.set(-1)
    CALLS_OPEN.clear()


async def number(harness: Harness[Tx], name: str) -> float:
    """A number as Prometheus is told it; -1 if it is told none."""
    lines = (await harness.client.get("/metrics")).text.splitlines()
    told = (float(line.split()[1]) for line in lines if line.startswith(f"{name} "))
    return next(told, -1.0)


async def until_number(harness: Harness[Tx], name: str, wanted: float) -> None:
    """Wait until Prometheus would be told this."""

    async def told() -> bool:
        return await number(harness, name) == wanted

    await until(told)


async def repair(harness: Harness[Tx], path: str, **body: str) -> None:
    """As an operator does."""
    headers = await harness.account("kernel.inspect", "kernel.repair")
    answer = await harness.client.post(
        f"/api/v1/{harness.service.definition.name}/kernel/{path}", headers=headers, json=body
    )
    assert answer.is_success, answer.text


async def test_events_that_wait_are_counted_with_their_age_until_they_are_told(
    world: ProbeWorld,
) -> None:
    world.extra["relay_shards"] = 0
    async with world.service("a") as harness:
        await until_number(harness, "tero_outbox_rows", 0)
        await until_number(harness, "tero_outbox_oldest_seconds", 0)

        await world.emit(harness.service, keys=3, each=2)
        await world.query("update kernel_outbox set created_at = now() - interval '1 hour'")
        await until_number(harness, "tero_outbox_rows", 6)

        async def is_old() -> bool:
            return await number(harness, "tero_outbox_oldest_seconds") >= 3600

        await until(is_old)

        async with world.service("b", role="relay"):
            await until_number(harness, "tero_outbox_rows", 0)
            await until_number(harness, "tero_outbox_oldest_seconds", 0)


async def test_a_parked_key_is_counted_until_it_is_replayed(world: ProbeWorld) -> None:
    broken = True

    async def while_broken(events: Sequence[Received[Counted]], _: Tx) -> None:
        if broken and any(event.data.key != "key-2" for event in events):
            raise Poisoned

    async with world.service(before=while_broken, role="all") as harness:
        await until_number(harness, "tero_parked_keys", 0)

        await world.publish(keys=3, each=2)
        await until_number(harness, "tero_parked_keys", 2)

        broken = False
        await repair(harness, f"parked/{world.topic}/key-0/replay")
        await until_number(harness, "tero_parked_keys", 1)
        await repair(harness, f"parked/{world.topic}/key-1/replay")
        await until_number(harness, "tero_parked_keys", 0)


async def test_a_quarantined_record_is_counted_until_it_is_settled(world: ProbeWorld) -> None:
    async with world.service(role="all") as harness:
        await until_number(harness, "tero_quarantined_records", 0)

        await world.publish_raw(b"{")
        await world.publish_raw(None)
        await until_number(harness, "tero_quarantined_records", 2)

        for row in await world.query("select id from kernel_quarantine"):
            await repair(harness, f"quarantine/{row['id']}/discard", reason="a trial")
        await until_number(harness, "tero_quarantined_records", 0)
    assert await world.count("kernel_quarantine") == 2


async def test_open_calls_are_counted_until_none_is_left(world: ProbeWorld) -> None:
    async with world.service() as harness:
        for number in range(2):
            async with harness.service.database.open(fresh_cause()) as tx:
                await request_call(tx, "probe", number, {})
        await until_number(harness, 'tero_calls_open{kind="probe"}', 2)

        await world.query("update kernel_call set state = 'done', settled_at = now()")
        await until_number(harness, 'tero_calls_open{kind="probe"}', 0)
