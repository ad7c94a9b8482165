"""A victim's life: what it is given to do, across its death, and what has become of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import asyncpg
import httpx2
from aiokafka import AIOKafkaProducer
from tests.faults.wounds.services import mend, struck

from chassis.records import StoredRecord
from chassis_testing.harness import record_of
from chassis_testing.probe import contracts_on
from chassis_testing.probe_world import ProbeWorld
from chassis_testing.waiting import until
from local_stack.parts.service import Service
from local_stack.process.part import PartFailed

T = TypeVar("T")
KEYS = ("a", "b", "c", "sick")
EACH = 3
_SICK = ("sick", 2)
_OPEN_WORK = """
select (select count(*) from kernel_outbox) + (select count(*) from kernel_due)
  + (select count(*) from kernel_call where settled_at is null)
"""
# A claim outlives whoever made it: nobody waits here until it has run out.
_TIME_PASSES = """
update kernel_call set claimed_until = now() where state = 'claimed' and claimed_until > now()
"""


@dataclass(frozen=True)
class Legacy:
    """What a life leaves. Effects and echoes by key: in their order for a key of the topic, else
    sorted, because calls and timers promise none."""

    effects: dict[str, list[int]]
    echoes: dict[str, list[int]]
    strangers_effects: int
    quarantined: int
    parked: int


class Died(Exception):
    """The victim is no more."""


@dataclass
class Life:
    """Of one victim with a topic, a database and a port of its own."""

    world: ProbeWorld
    service: Service
    database: "asyncpg.Connection[asyncpg.Record]"
    deaths: int = 0

    async def give_events(self) -> None:
        """Three for each key, in order; one of them is poison, and one more cannot be read."""
        parts = [(key, n) for n in range(1, EACH + 1) for key in KEYS]
        moods = {_SICK: "poison"}
        await self._publish([self._event(*each, moods.get(each, "")) for each in parts])
        await self.world.publish_raw(b"nothing that anybody could read")

    async def give(self, key: str, *numbers: int, times: int = 1) -> None:
        """Quiet events of a key; each `times` times, under the same id."""
        events = [self._event(key, n, "quiet") for n in numbers]
        await self._publish([event for event in events for _ in range(times)])

    def _event(self, key: str, n: int, mood: str) -> StoredRecord:
        counted, _ = contracts_on(self.world.topic)
        return record_of(counted(key=key, n=n, mood=mood), key=key, version=n)

    async def _publish(self, records: Sequence[StoredRecord]) -> None:
        servers = self.world.stack.kafka.servers
        async with AIOKafkaProducer(bootstrap_servers=servers, enable_idempotence=True) as producer:
            for record in records:
                headers = [(name, value or b"") for name, value in record.headers]
                await producer.send(record.topic, record.value, record.key, headers=headers)

    async def start(self) -> None:
        """As it is wounded."""
        await self.service.start()

    async def park(self) -> None:
        """Waits until the poison, and what is behind it, are parked."""
        await self._until("select count(*) from kernel_parked_record", EACH - _SICK[1] + 1)

    async def ask(self) -> int:
        """For an effect by HTTP, with one key however often; the status."""
        return (await self._post("effects/asked", {"Idempotency-Key": "only"})).status_code

    async def replay(self) -> None:
        """What waits behind the poison, which is none any more."""
        await self.database.execute("insert into mended default values")
        (await self._post(f"replay/{self.world.topic}/{_SICK[0]}")).raise_for_status()

    async def rest(self) -> None:
        """Waits until everything that follows has been done."""
        await self._until("select count(*) from effect where key like '%:%'", 2 * len(KEYS) * EACH)
        await self.told()

    async def told(self) -> None:
        """Waits until nothing is left to do or to tell."""
        await self._until(_OPEN_WORK, 0)

    async def applied(self, records: int) -> None:
        """Waits until so many records of its topic are behind it."""
        await self._until("select coalesce(sum(next_offset), 0) from kernel_offset", records)

    async def dead(self) -> None:
        """Waits until it is."""
        await until(self._is_dead)

    async def insist(self, step: Callable[[], Awaitable[T]]) -> T:
        """Does it; when the victim dies meanwhile, brings it back, whole, and does it again."""
        while True:
            try:
                return await step()
            except (httpx2.TransportError, PartFailed, Died):
                await self.dead()
                await self._bring_back()

    async def end(self) -> None:
        """Politely; who dies even of that is brought back once more."""
        await self.service.stop()
        if struck(self.service) and not self.deaths:
            await self._bring_back()
            await self.rest()
            await self.service.stop()

    async def legacy(self) -> Legacy:
        """To be asked when it has ended."""
        world = self.world
        return Legacy(
            effects=_comparable(await world.effects()),
            echoes=_comparable(await world.echoes()),
            strangers_effects=await world.count("stranger"),
            quarantined=await world.count("kernel_quarantine"),
            parked=await world.count("kernel_parked_key"),
        )

    async def _until(self, query: str, wanted: int) -> None:
        async def reached() -> bool:
            if await self._is_dead():
                raise Died
            return bool(await self.database.fetchval(query) == wanted)

        await until(reached, seconds=60)

    async def _is_dead(self) -> bool:
        return self.service.pid is None

    async def _bring_back(self) -> None:
        await self.service.kill()
        self.deaths += 1
        mend(self.service)
        await self.database.execute(_TIME_PASSES)
        await self.service.start()

    async def _post(self, path: str, headers: dict[str, str] | None = None) -> httpx2.Response:
        async with httpx2.AsyncClient(base_url=self.service.url, timeout=10) as client:
            return await client.post(f"/api/v1/victim/{path}", headers=headers)


def complete() -> Legacy:
    """Everything, exactly once."""
    once = list(range(1, EACH + 1))
    derived = [f"{kind}:{key}" for kind in ("call", "timer") for key in KEYS]
    effects = {**dict.fromkeys([*KEYS, *derived], once), "asked": [1]}
    return Legacy(effects, effects, len(KEYS) * EACH, quarantined=1, parked=0)


def _comparable(made: dict[str, list[int]]) -> dict[str, list[int]]:
    return {key: numbers if key in KEYS else sorted(numbers) for key, numbers in made.items()}


async def live(life: Life) -> Legacy:
    """All of it."""
    await life.give_events()
    steps: tuple[Callable[[], Awaitable[Any]], ...] = (
        life.start, life.park, life.ask, life.replay, life.rest,
    )  # fmt: skip
    for step in steps:
        await life.insist(step)
    await life.end()
    return await life.legacy()
