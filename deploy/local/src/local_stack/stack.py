"""The whole stack as a library: real servers, in a folder of their own, on their own ports.

async with Stack(folder, parts={"kafka", "postgres"}) as stack:
    url = await stack.postgres.create_database("tickets")
    await stack.kafka.brokers[0].kill()
"""

import asyncio
import signal
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from local_stack import services
from local_stack.parts.gateway import Gateway
from local_stack.parts.kafka import Kafka
from local_stack.parts.kafka_guard import Guard
from local_stack.parts.outsiders import iclass, mail_sink
from local_stack.parts.postgres import Postgres
from local_stack.parts.service import Service
from local_stack.parts.valkey import Valkey
from local_stack.plan import start_steps
from local_stack.ports import PortPool, check_free, client_port_names, port_names
from local_stack.process.family import marked_with, send_all
from local_stack.process.nursery import Nursery
from local_stack.process.part import Home, Part
from local_stack.steps import Observer, Silent, run_steps

SERVERS = ("kafka", "postgres", "valkey")
OUTSIDERS = ("mail-sink", "iclass")
EVERYTHING = (*SERVERS, *OUTSIDERS, *services.NAMES, "gateway")


class Stack:
    """Parts that start and stop together.

    `parts` are the names of those that `start` starts; the others can be started one by one.
    `ports` fixes ports by name (`postgres`, `kafka-1`, `kafka-1-controller`, …); the rest are free
    ones. With `outlives` the processes go on after the launcher's end, until some `Stack` on the
    same folder stops them; otherwise the kernel ends them with the launcher, however that ends.
    `detours` are ports, by the names of those in whose place the services are told of them: of a
    proxy, for `kafka-N` one that leads to `kafka-N-clients`. Everybody else goes straight. With a
    `guard` these are for clients that log in; the stack's own services do not.
    """

    def __init__(  # noqa: PLR0913 - a stack of its parts and nothing else is the usual one
        self,
        folder: Path,
        *,
        parts: Collection[str] = SERVERS,
        ports: Mapping[str, int] | None = None,
        detours: Mapping[str, int] | None = None,
        brokers: int = 1,
        guard: Guard | None = None,
        fsync: bool = True,
        outlives: bool = False,
    ) -> None:
        if unknown := set(parts) - set(EVERYTHING):
            raise ValueError(f"no such part: {', '.join(sorted(unknown))}")
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.home = home = Home(self.folder, outlives)
        self.chosen = frozenset(parts)
        self._pool = PortPool()
        self.detours = dict(detours or {})
        self.ports = self._complete(ports or {}, brokers, has_guard=guard is not None)
        self.kafka = Kafka.of(home, self.ports, brokers, self.detours, guard)
        self.postgres = Postgres(home, self.ports["postgres"], fsync=fsync)
        self.valkey = Valkey(home, self.ports["valkey"])
        self.mail_sink = mail_sink(home, self.ports)
        self._nursery = Nursery(home)
        self.iclass = iclass(home, self.ports, self.kafka.servers, self._nursery)
        self.gateway = Gateway(home, self.ports)
        self.services = services.make_services(
            services.Servers(
                home,
                self.ports | self.detours,
                self.kafka,
                self.postgres,
                self.valkey,
                self._nursery,
            )
        )

    @property
    def parts(self) -> list[Part]:
        """Every part, chosen or not; users of others come after those they use."""
        servers: list[Part] = [*self.kafka.brokers, self.postgres, self.valkey]
        return [*servers, self.mail_sink, self.iclass, *self.services.values(), self.gateway]

    @property
    def chosen_parts(self) -> list[Part]:
        """The parts that `start` starts."""
        chosen = set(self.chosen)
        if "kafka" in chosen:
            chosen.update(broker.name for broker in self.kafka.brokers)
        return [part for part in self.parts if part.name in chosen]

    async def start(self, observer: Observer | None = None) -> None:
        """Starts the chosen parts that do not run yet; when one fails, stops all and raises.

        PortTaken is raised before anything was started.
        """
        missing = [part for part in self.chosen_parts if part.pid is None]
        check_free({name: port for part in missing for name, port in part.ports.items()})
        if sum(isinstance(part, Service) for part in missing) > 1:
            self._nursery.open()
        try:
            await run_steps(start_steps(self), observer or Silent())
        except BaseException:
            await self.stop()
            raise
        if self.home.outlives:
            self._nursery.close()

    async def stop(self) -> None:
        """Ends everything that belongs to this stack, also what an earlier launcher left.

        Users of servers end first, so that they can still say good-bye to them.
        """
        users = [self.gateway, self.mail_sink, self.iclass, *self.services.values()]
        await _stop_all(users)
        await _stop_all([*self.kafka.brokers, self.postgres, self.valkey])
        self._nursery.close()
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

    def _complete(
        self, fixed: Mapping[str, int], brokers: int, *, has_guard: bool
    ) -> dict[str, int]:
        guarded = [f"kafka-{node}" for node in range(1, brokers + 1)] if has_guard else self.detours
        names = [*port_names(services.NAMES, brokers), *client_port_names(guarded)]
        return {name: fixed.get(name) or self._pool.take() for name in names}


async def _stop_all(parts: Iterable[Part]) -> None:
    await asyncio.gather(*(part.stop() for part in parts))
