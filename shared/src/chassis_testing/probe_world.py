"""One probe service with topics, a database and a group of its own, and what can be done to it."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg

from chassis.causes import fresh_cause
from chassis.service import Role, Service
from chassis.settings import ServiceSettings
from chassis.transactions import Tx
from chassis_testing.harness import Harness, SigningKeys, running
from chassis_testing.probe import Hook, contracts_on, define_probe, nothing
from chassis_testing.probe_tables import create_tables
from chassis_testing.probe_topics import ProbeTopics
from chassis_testing.probe_worker import Worker
from chassis_testing.waiting import until
from local_stack.stack import Stack


@dataclass
class ProbeWorld(ProbeTopics):
    """Everything a kernel test needs; names are unique, so tests share the servers."""

    keys: SigningKeys
    url: str
    name: str
    folder: Path
    extra: dict[str, Any] = field(default_factory=dict)

    def settings(self, instance: str = "a") -> ServiceSettings:
        """Settings of one member of the group."""
        return ServiceSettings.model_validate(
            {
                "database_url": self.url,
                "kafka_servers": self.stack.kafka.servers,
                "redis_url": f"redis://127.0.0.1:{self.stack.valkey.ports['valkey']}",
                "jwks_file": self.keys.jwks_file,
                "instance": f"{self.name}-{instance}",
                "session_timeout_ms": 6_000,
                "request_timeout_ms": 5_000,
                **self.extra,
            }
        )

    @asynccontextmanager
    async def service(
        self,
        instance: str = "a",
        *,
        before: Hook = nothing,
        after: Hook = nothing,
        open_door: bool = False,
        role: Role = "worker",
    ) -> AsyncIterator[Harness[Tx]]:
        """A worker inside this process, whose handler the test can steer."""
        definition = define_probe(
            self.topic, name=self.name, before=before, after=after, open_door=open_door
        )
        service = Service(definition, self.settings(instance), role)
        async with running(service, self.keys) as harness:
            yield harness

    @asynccontextmanager
    async def worker(
        self,
        instance: str = "a",
        *,
        seconds: float = 0.0,
        slow: str = "inside",
        role: Role = "worker",
    ) -> AsyncIterator[Worker]:
        """A worker process; its handler takes `seconds`, before or inside its writing, or once."""
        environment = {
            **os.environ,
            **as_environment(self.settings(instance).model_dump(mode="json")),
            "TERO_HTTP_PORT": "0",
            "PROBE_TOPIC": self.topic,
            "PROBE_NAME": self.name,
            "PROBE_SECONDS": str(seconds),
            "PROBE_SLOW": slow,
            "PROBE_ROLE": role,
        }
        log = (self.folder / f"{instance}.log").open("ab")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "chassis_testing.probe", env=environment, stderr=log, stdout=log
        )
        worker = Worker(process)
        try:
            yield worker
        finally:
            await worker.kill()
            log.close()

    async def emit(self, service: Service[Tx], *, keys: int, each: int, first: int = 1) -> None:
        """The same through the outbox of a service."""
        counted, _ = contracts_on(self.topic)
        for n in range(first, first + each):
            async with service.database.open(fresh_cause()) as tx:
                for key in (f"key-{number}" for number in range(keys)):
                    tx.emit(counted(key=key, n=n), key=key, version=n)

    async def query(self, sql: str) -> list[asyncpg.Record]:
        """Rows from the probe's database."""
        connection = await asyncpg.connect(self.url.replace("+asyncpg", ""), timeout=10)
        try:
            await connection.set_type_codec(
                "jsonb", schema="pg_catalog", encoder=str, decoder=json.loads
            )
            return await connection.fetch(sql)
        finally:
            await connection.close()

    async def run(self, script: str) -> None:
        """Statements in the probe's database, all or none."""
        connection = await asyncpg.connect(self.url.replace("+asyncpg", ""), timeout=10)
        try:
            await connection.execute(script)
        finally:
            await connection.close()

    async def effects(self) -> dict[str, list[int]]:
        """What the handler did, by key, in the order in which it did it."""
        made: dict[str, list[int]] = {}
        for row in await self.query("select key, n from effect order by position"):
            made.setdefault(row["key"], []).append(row["n"])
        return made

    async def count(self, table: str) -> int:
        """Rows of a table."""
        rows = await self.query(f"select count(*) as n from {table}")  # noqa: S608 - test's own
        return int(rows[0]["n"])

    async def waiting(self) -> int:
        """Events that nobody was told yet."""
        rows = await self.query("select coalesce(sum(events), 0) as n from kernel_outbox")
        return int(rows[0]["n"])

    async def until_effects(self, total: int, *, seconds: float = 60.0) -> None:
        """Wait until at least so many effects are committed."""

        async def enough() -> bool:
            try:
                return await self.count("effect") >= total
            except (OSError, asyncpg.PostgresError):
                return False  # some tests restart the database meanwhile

        await until(enough, seconds=seconds)

    async def until_relayed(self) -> None:
        """Wait until nothing is left in the outbox."""

        async def empty() -> bool:
            return not await self.count("kernel_outbox")

        await until(empty)


def as_environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """Settings as the environment has them: what has parts is JSON there."""
    return {
        f"TERO_{name.upper()}": json.dumps(value) if isinstance(value, dict | list) else str(value)
        for name, value in settings.items()
        if value is not None
    }


async def make_world(
    stack: Stack, folder: Path, keys: SigningKeys, url: str | None = None
) -> ProbeWorld:
    """A fresh topic and group on an empty database of the probe's: that one, or a new one."""
    name = f"probe-{uuid4().hex[:8]}"
    if url is None:
        url = await stack.postgres.create_database(name.replace("-", "_"))
        await create_tables(url)
    world = ProbeWorld(stack, f"{name}-topic", keys, url, name, folder)
    await world.create_topics()
    return world


def expected(*, keys: int, each: int) -> dict[str, list[int]]:
    """Exactly once, in order."""
    return {f"key-{number}": list(range(1, each + 1)) for number in range(keys)}
