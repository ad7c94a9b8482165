"""The whole stack as a library: real servers, in a folder of their own, on their own ports.

async with Stack(folder, parts={"kafka", "postgres"}) as stack:
    url = await stack.postgres.create_database("tickets")
    await stack.kafka.brokers[0].kill()
"""

import asyncio
import signal
from collections.abc import Collection, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from local_stack.parts.kafka import Kafka
from local_stack.parts.postgres import Postgres
from local_stack.parts.valkey import Valkey
from local_stack.ports import PortPool
from local_stack.process.family import marked_with, send_all
from local_stack.process.part import Home, Part
from local_stack.steps import Observer, Silent, Step, run_steps

SERVERS = ("kafka", "postgres", "valkey")


class Stack:
    """Parts that start and stop together.

    `parts` are the names of those that `start` starts; the others can be started one by one.
    `ports` fixes ports by name (`postgres`, `kafka-1`, `kafka-1-controller`, …); the rest are free
    ones. With `outlives` the processes go on after the launcher's end, until some `Stack` on the
    same folder stops them; otherwise the kernel ends them with the launcher, however that ends.
    """

    def __init__(
        self,
        folder: Path,
        *,
        parts: Collection[str] = SERVERS,
        ports: Mapping[str, int] | None = None,
        brokers: int = 1,
        fsync: bool = True,
        outlives: bool = False,
    ) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.home = Home(self.folder, outlives)
        self.chosen = frozenset(parts)
        self._pool = PortPool()
        self.ports = self._all_ports(dict(ports or {}), brokers)
        self.kafka = Kafka.of(self.home, self.ports, brokers)
        self.postgres = Postgres(self.home, self.ports["postgres"], fsync=fsync)
        self.valkey = Valkey(self.home, self.ports["valkey"])

    @property
    def parts(self) -> list[Part]:
        """Every part, in the order of their start."""
        return [*self.kafka.brokers, self.postgres, self.valkey]

    async def start(self, observer: Observer | None = None) -> None:
        """Starts the chosen parts that do not run yet; when one fails, stops all and raises."""
        try:
            await run_steps(self._steps(), observer or Silent())
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Ends everything that belongs to this stack, also what an earlier launcher left."""
        await asyncio.gather(*(part.stop() for part in self.parts))
        leftovers = await asyncio.to_thread(marked_with, str(self.folder))
        send_all(leftovers, signal.SIGKILL)
        for leftover in leftovers:
            await leftover.gone(5)
        self._pool.close()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _steps(self) -> list[Step]:
        steps = [
            Step("kafka", self.kafka.start),
            Step("postgres", self.postgres.start),
            Step("valkey", self.valkey.start),
        ]
        return [step for step in steps if step.name in self.chosen]

    def _all_ports(self, fixed: dict[str, int], brokers: int) -> dict[str, int]:
        names = ["postgres", "valkey"]
        for node in range(1, brokers + 1):
            names += [f"kafka-{node}", f"kafka-{node}-controller"]
        return {name: fixed.get(name) or self._pool.take() for name in names}
