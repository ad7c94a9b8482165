"""Apache Kafka in KRaft mode: one broker, or three that form a cluster."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from local_stack.artifacts.needed import KafkaArchives, kafka_archives
from local_stack.parts.java import Java, find_java
from local_stack.parts.kafka_format import (
    cached_checkpoint,
    cluster_id,
    format_folder,
    is_formatted,
    run_storage_tool,
)
from local_stack.parts.kafka_guard import Guard
from local_stack.parts.kafka_settings import as_properties, broker_settings
from local_stack.paths import cache_folder
from local_stack.ports import HOST
from local_stack.probes import kafka_answers
from local_stack.process.part import Home, Part

HEAP = 256


class Broker(Part):
    """One broker, which is also one controller of the quorum."""

    stop_seconds = 15.0

    def __init__(
        self,
        node: int,
        home: Home,
        ports: Mapping[str, int],
        voters: list[int],
        detour: int | None,
        guard: Guard | None,
    ) -> None:
        super().__init__(f"kafka-{node}", home, ports)
        self.node = node
        self.port = ports[self.name]
        self._voters = voters
        self._detour = detour
        self._guard = guard
        self._folder = home.data(self.name)
        self._settings = self._folder / "server.properties"
        self._java: Java | None = None
        self._archives: KafkaArchives | None = None

    async def prepare(self) -> None:
        await asyncio.to_thread(self._prepare)

    def command(self) -> list[str]:
        if self._java is None or self._archives is None:
            raise RuntimeError("prepare comes first")
        path = ":".join(map(str, self._archives.files))
        options = self._java.options(HEAP)
        return [self._java.program, *options, "-cp", path, "kafka.Kafka", str(self._settings)]

    async def answers(self) -> bool:
        return await kafka_answers(self.port)

    def _prepare(self) -> None:
        cache = cache_folder()
        self._archives = kafka_archives(cache)
        self._java = find_java()
        data = self._folder / "log"
        if not is_formatted(data):
            checkpoint = self._checkpoint(self._java, self._archives, cache)
            format_folder(data, self.node, cluster_id(self.home.folder), checkpoint)
        settings = broker_settings(
            self.node, self.ports, self._voters, data, detour=self._detour, guard=self._guard
        )
        self._settings.write_text(as_properties(settings))

    def _checkpoint(self, java: Java, archives: KafkaArchives, cache: Path) -> Path:
        if self._guard is None:
            return cached_checkpoint(java, archives.files, archives.version, cache)
        arguments = self._guard.arguments()
        return run_storage_tool(java, archives.files, self._folder / "users", arguments)


@dataclass(frozen=True)
class Kafka:
    """The brokers together; each of them is a part of its own."""

    brokers: tuple[Broker, ...]
    servers: str = field(init=False)
    """Addresses for clients, comma separated."""

    def __post_init__(self) -> None:
        servers = ",".join(f"{HOST}:{broker.port}" for broker in self.brokers)
        object.__setattr__(self, "servers", servers)

    @classmethod
    def of(
        cls,
        home: Home,
        ports: Mapping[str, int],
        count: int,
        detours: Mapping[str, int],
        guard: Guard | None = None,
    ) -> Self:
        """`count` brokers on the ports `kafka-N`, `kafka-N-controller` and, for clients that come
        by a detour or must log in, `kafka-N-clients`."""
        names = [f"kafka-{node}" for node in range(1, count + 1)]
        voters = [ports[f"{name}-controller"] for name in names]
        return cls(
            tuple(
                Broker(node, home, _own(ports, name), voters, detours.get(name), guard)
                for node, name in enumerate(names, 1)
            )
        )

    def servers_at(self, ports: Mapping[str, int]) -> str:
        """The same with other ports, by the brokers' names."""
        return ",".join(f"{HOST}:{ports[broker.name]}" for broker in self.brokers)

    @property
    def guarded(self) -> str:
        """The addresses for clients that log in."""
        return ",".join(f"{HOST}:{each.ports[f'{each.name}-clients']}" for each in self.brokers)

    async def start(self) -> None:
        """Starts all: a broker of three is ready only when a majority of them runs."""
        async with asyncio.TaskGroup() as group:
            for broker in self.brokers:
                group.create_task(broker.start())

    async def ready(self) -> None:
        for broker in self.brokers:
            await broker.ready()

    async def stop(self) -> None:
        """Asks all to end, gracefully."""
        await asyncio.gather(*(broker.stop() for broker in self.brokers))

    async def kill(self) -> None:
        await asyncio.gather(*(broker.kill() for broker in self.brokers))

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    def freeze(self) -> None:
        for broker in self.brokers:
            broker.freeze()

    def thaw(self) -> None:
        for broker in self.brokers:
            broker.thaw()


def _own(ports: Mapping[str, int], name: str) -> dict[str, int]:
    names = (name, f"{name}-controller", f"{name}-clients")
    return {each: ports[each] for each in names if each in ports}
