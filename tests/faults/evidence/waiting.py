"""How much waits: records not applied, events not told, calls not made; looked at all the time."""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self

import asyncpg
import httpx2
from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from tests.faults.evidence.evidence import Sample
from tests.faults.evidence.records import partitions

from chassis.database import dsn
from chassis_testing.waiting import until
from local_stack.demo.installation import Installation
from local_stack.parts.postgres import Postgres
from local_stack.services import SPECS

OWN_NAME = "faults"
_EVERY_SECONDS = 0.5
_PATIENCE = 3.0
_OFFSETS = "select topic, partition, next_offset from kernel_offset"
_OUTBOX = "select count(*) from kernel_outbox"
_CALLS = "select count(*) from kernel_call where state in ('waiting', 'claimed')"
_GAUGES = frozenset({"tero_consumer_lag_records", "tero_outbox_rows", "tero_calls_open"})
_CANNOT = (KafkaError, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

Ends = dict[tuple[str, int], int]
Heard = Mapping[str, frozenset[str]]
"""The topics that each service listens to."""


class Watch:
    """Samples twice a second what the brokers and the databases say, on connections of its own."""

    def __init__(self, installation: Installation, postgres: Postgres, heard: Heard) -> None:
        self.samples: list[Sample] = []
        self.ends: Ends = {}
        self._installation = installation
        self._postgres = postgres
        self._heard = heard
        self._starts: Ends = {}
        self._consumer: AIOKafkaConsumer | None = None
        self._connections: dict[str, asyncpg.Connection[asyncpg.Record]] = {}
        self._looking: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._looking = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self._drop_consumer()
        for name in list(self._connections):
            self._drop_connection(name)

    async def _run(self) -> None:
        late = 0.0
        while True:
            self.samples.append(replace(await self._look(), late=late))
            due = time.monotonic() + _EVERY_SECONDS
            await asyncio.sleep(_EVERY_SECONDS)
            late = time.monotonic() - due

    async def _look(self) -> Sample:
        at, where = time.time(), dict[str, str]()
        lag: int | None = 0
        outbox: int | None = 0
        calls: int | None = 0
        if not await self._look_at_ends():
            lag, where["kafka"] = None, "does not answer"
        for spec in SPECS:
            try:
                async with asyncio.timeout(_PATIENCE):
                    seen = await self._of_service(spec.name, spec.module)
            except _CANNOT as error:
                self._drop_connection(spec.module)
                lag = outbox = calls = None
                where[spec.name] = type(error).__name__
                continue
            if any(seen):
                where[spec.name] = "lag {}, outbox {}, calls {}".format(*seen)
            lag = None if lag is None else lag + seen[0]
            outbox = None if outbox is None else outbox + seen[1]
            calls = None if calls is None else calls + seen[2]
        return Sample(at, lag, outbox, calls, where)

    async def _of_service(self, name: str, module: str) -> tuple[int, int, int]:
        connection = self._connections.get(module) or await self._connect(module)
        rows = await connection.fetch(_OFFSETS)
        outbox = int(await connection.fetchval(_OUTBOX))
        calls = int(await connection.fetchval(_CALLS))
        applied = {(row["topic"], row["partition"]): row["next_offset"] for row in rows}
        return self._lag(name, applied), outbox, calls

    async def _connect(self, module: str) -> "asyncpg.Connection[asyncpg.Record]":
        address, own = dsn(self._postgres.url(module)), {"application_name": OWN_NAME}
        connection = await asyncpg.connect(address, server_settings=own)
        self._connections[module] = connection
        return connection

    def _drop_connection(self, module: str) -> None:
        connection = self._connections.pop(module, None)
        if connection is not None:
            connection.terminate()

    def _lag(self, name: str, applied: Ends) -> int:
        return sum(
            max(0, end - max(applied.get(place, 0), self._starts.get(place, 0)))
            for place, end in self.ends.items()
            if place[0] in self._heard[name]
        )

    async def _look_at_ends(self) -> bool:
        try:
            async with asyncio.timeout(_PATIENCE):
                consumer = self._consumer = self._consumer or await self._start()
                places = await partitions(consumer)
                ends = await consumer.end_offsets(places)
                if not self._starts:
                    starts = await consumer.beginning_offsets(places)
                    self._starts = {(p.topic, p.partition): at for p, at in starts.items()}
        except _CANNOT:
            await self._drop_consumer()
            return False
        self.ends = {(place.topic, place.partition): end for place, end in ends.items()}
        return True

    async def _start(self) -> AIOKafkaConsumer:
        servers = self._installation.kafka
        consumer = AIOKafkaConsumer(bootstrap_servers=servers, enable_auto_commit=False)
        try:
            await consumer.start()
        except BaseException:
            await _stop(consumer)
            raise
        return consumer

    async def _drop_consumer(self) -> None:
        if self._consumer is not None:
            consumer, self._consumer = self._consumer, None
            await _stop(consumer)


async def _stop(consumer: AIOKafkaConsumer) -> None:
    with contextlib.suppress(TimeoutError, KafkaError):
        async with asyncio.timeout(_PATIENCE):
            await consumer.stop()


async def topics_heard(installation: Installation) -> Heard:
    """What the services tell of themselves, soon after their start; `directory` hears nothing."""
    found: dict[str, frozenset[str]] = {}

    async def told() -> bool:
        async with httpx2.AsyncClient(timeout=_PATIENCE) as client:
            for spec in SPECS:
                address = f"http://127.0.0.1:{installation.ports[spec.name]}/metrics"
                found[spec.name] = _topics_in((await client.get(address)).text)
        return all(topics for name, topics in found.items() if name != "directory")

    await until(told, seconds=60)
    return found


def _topics_in(metrics: str) -> frozenset[str]:
    """The topics of which a service tells its lag."""
    return frozenset(
        line.split('topic="')[1].split('"')[0]
        for line in metrics.splitlines()
        if line.startswith("tero_consumer_lag_records{")
    )


def left_over(metrics: str) -> dict[str, float]:
    """What waits according to a service's own numbers, by their names."""
    waits: dict[str, float] = {}
    for line in metrics.splitlines():
        name, _, value = line.rpartition(" ")
        base = name.partition("{")[0]
        if base in _GAUGES and float(value):
            waits[base] = waits.get(base, 0.0) + float(value)
    return waits
