"""A service says what is wrong with it, and what helps; what is right it does not mention."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Literal

from chassis.cloudevents import Received
from chassis.inspection_schema import newest_revision
from chassis.service import Service
from chassis.transactions import Tx
from chassis_testing.harness import Harness, running
from chassis_testing.probe import Counted, Hook, Poisoned, define_probe, nothing
from chassis_testing.probe_topics import PARTITIONS
from chassis_testing.probe_world import ProbeWorld, expected
from chassis_testing.waiting import until

Rows = dict[str, dict[str, Any]]

_OLD_OUTBOX = """
insert into kernel_outbox (shard, topic, events, body, created_at)
select n, 'a-topic', n + 1, '[]', now() - interval '90 s' from generate_series(0, 1) n
"""
_REFUSED_CALL = """
insert into kernel_call (id, kind, subject, payload, cause, attempts, last_error, due_at)
select gen_random_uuid(), 'send-mail', 's', '{}', '{}', n, 'connection refused',
  now() + interval '1 h' from generate_series(0, 4) n
"""


class Inspector:
    """Somebody who may look and repair, at one service."""

    def __init__(self, harness: Harness[Tx], headers: dict[str, str]) -> None:
        self.harness = harness
        self._headers = headers
        self._base = f"/api/v1/{harness.service.definition.name}/kernel"

    async def get(self, path: str) -> Any:
        answer = await self.harness.client.get(f"{self._base}/{path}", headers=self._headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def post(self, path: str) -> Any:
        answer = await self.harness.client.post(f"{self._base}/{path}", headers=self._headers)
        return answer.json()

    async def findings(self, patience: float = 1.0) -> Rows:
        """What the doctor finds, by its stable word."""
        found = await self.get(f"doctor?patience={patience}")
        return {each["what"]: each for each in found["findings"]}


@asynccontextmanager
async def inspected(
    world: ProbeWorld,
    role: Literal["api", "all"] = "all",
    *,
    before: Hook = nothing,
    name: str | None = None,
) -> AsyncIterator[Inspector]:
    """The probe with its HTTP side."""
    definition = define_probe(world.topic, name=name or world.name, before=before)
    async with running(Service(definition, world.settings(), role), world.keys) as harness:
        headers = await harness.account("kernel.inspect", "kernel.repair")
        yield Inspector(harness, headers)


async def _until_read(inspector: Inspector) -> None:
    async def read() -> bool:
        lag = await inspector.get("lag")
        return all(each["reader"] for each in lag["partitions"])

    await until(read)


async def test_a_service_that_does_its_work_has_no_findings(world: ProbeWorld) -> None:
    await world.publish(keys=5, each=4)
    async with inspected(world) as inspector:
        await world.until_effects(20)
        await world.until_relayed()
        await _until_read(inspector)

        assert await inspector.findings() == {}
        lag = await inspector.get("lag")
        assert (lag["group"], lag["state"], lag["lag"]) == (world.name, "Stable", 0)
        assert len(lag["partitions"]) == PARTITIONS
        assert {each["reader"] for each in lag["partitions"]} == {f"{world.name}-a"}
        assert sum(each["applied"] for each in lag["partitions"]) == 20


async def test_a_lag_that_nobody_works_off_is_found(world: ProbeWorld) -> None:
    await world.publish(keys=5, each=4)
    async with inspected(world, "api") as inspector:
        found = await inspector.findings(patience=0)

        assert (await inspector.get("lag"))["lag"] == 20
        assert set(found) == {"nobody-reads"}
        assert "20 records wait" in found["nobody-reads"]["says"]
        assert found["nobody-reads"]["severity"] == "error"
        assert found["nobody-reads"]["command"] == f"python -m tero lag {world.name}"


async def test_a_lag_that_does_not_move_is_found(world: ProbeWorld) -> None:
    gate = asyncio.Event()

    async def closed(_: Sequence[Received[Counted]], __: Tx) -> None:
        await gate.wait()

    await world.publish(keys=3, each=1)
    async with inspected(world, before=closed) as inspector:
        await _until_read(inspector)
        found = await inspector.findings()
        gate.set()
        await world.until_effects(3)

        assert set(found) == {"no-progress"}
        assert await inspector.findings() == {}


async def test_a_topic_that_was_created_anew_is_found(world: ProbeWorld) -> None:
    """Its new records would all be dropped as already applied."""
    async with inspected(world) as inspector:
        await _until_read(inspector)
        await world.query(
            f"insert into kernel_offset values ('{world.topic}', 0, 700) returning topic"  # noqa: S608
        )

        found = await inspector.findings(patience=0)

    assert f"{world.topic} [0]" in found["topic-created-anew"]["says"]


async def test_a_topic_that_is_missing_is_found(world: ProbeWorld) -> None:
    definition = define_probe("never-created", name=world.name)
    async with running(Service(definition, world.settings(), "api"), world.keys) as harness:
        inspector = Inspector(harness, await harness.account("kernel.inspect"))

        found = await inspector.findings(patience=0)
        assert (await inspector.get("lag"))["missing"] == ["never-created"]

    assert found["topic-missing"]["where"] == f"{world.name} never-created"


async def test_what_was_put_aside_and_what_waits_too_long_is_found(world: ProbeWorld) -> None:
    await world.publish(keys=2, each=1, mood="poison")
    await world.publish_raw(b"{", key=b"other", headers=[("ce_type", b"probe.counted.v1")])
    async with inspected(world) as inspector:
        await until(lambda: _rows(world, "kernel_parked_key", 2))
        await until(lambda: _rows(world, "kernel_quarantine", 1))
    await world.query(f"{_OLD_OUTBOX} returning id")
    await world.query(f"{_REFUSED_CALL} returning id")
    async with inspected(world, "api") as inspector:
        found = await inspector.findings(patience=0)
        outbox = await inspector.get("outbox")
        (calls,) = await inspector.get("calls")

    assert "failed: 2." in found["parked-keys"]["says"]
    assert "Poisoned" in found["parked-keys"]["says"]
    assert "read: 1." in found["quarantined-records"]["says"]
    assert "3 events wait" in found["outbox-old"]["says"]
    assert "5 of 5 open calls" in found["calls-failing"]["says"]
    assert found["calls-failing"]["where"] == f"{world.name} send-mail"
    assert (outbox["rows"], outbox["topics"][0]["topic"]) == (3, "a-topic")
    assert [(each["shard"], each["rows"]) for each in outbox["shards"]] == [(0, 1), (1, 2)]
    assert outbox["oldest_seconds"] > 89
    assert (calls["open"], calls["failing"], calls["most_attempts"]) == (5, 5, 4)
    assert calls["last_error"] == "connection refused"


async def test_a_database_that_was_not_migrated_is_found(world: ProbeWorld) -> None:
    async with inspected(world, "api", name="tickets") as inspector:
        found = await inspector.findings(patience=0)

    newest = newest_revision("tickets")
    assert newest is not None
    assert found["schema-old"]["says"].endswith(f"the program needs {newest}.")
    assert found["schema-old"]["command"] == "python -m tickets migrate"
    assert newest_revision("no-such-service") is None


async def test_without_brokers_the_rest_is_looked_at(world: ProbeWorld) -> None:
    world.extra["kafka_servers"] = "127.0.0.1:1"
    async with inspected(world, "api") as inspector:
        headers = await inspector.harness.account("kernel.inspect")
        lag = f"/api/v1/{world.name}/kernel/lag"
        # Each waits for a broker as long as it may.
        findings, answer = await asyncio.gather(
            inspector.findings(), inspector.harness.client.get(lag, headers=headers)
        )

    assert set(findings) == {"brokers-away"}
    assert (answer.status_code, answer.json()["code"]) == (503, "brokers-away")


async def test_a_key_is_replayed_in_order_once_its_cause_is_mended(world: ProbeWorld) -> None:
    broken = True

    async def while_broken(events: Sequence[Received[Counted]], _: Tx) -> None:
        if broken and any(event.data.key == "key-1" for event in events):
            raise Poisoned("key-1")

    await world.publish(keys=3, each=4)
    async with inspected(world, before=while_broken) as inspector:
        await until(lambda: _rows(world, "kernel_parked_record", 4))
        path = f"parked/{world.topic}/key-1/replay"
        assert (await inspector.post(path))["code"] == "still-failing"
        broken = False
        assert await inspector.post(path) == {"records": 4}
        assert (await inspector.post(path))["code"] == "not-found"
        await world.until_effects(12)

    assert await world.effects() == expected(keys=3, each=4)


async def _rows(world: ProbeWorld, table: str, number: int) -> bool:
    return await world.count(table) == number
