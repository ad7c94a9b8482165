"""A whole Tero, small, with a proxy on every link, that scenarios hurt one after the other."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.faults.evidence.evidence import Resources
from tests.faults.evidence.marks import Marks
from tests.faults.evidence.rebuilt import Rebuilt
from tests.faults.evidence.waiting import Heard, topics_heard
from tests.faults.links import Links
from tests.faults.run import Run

from local_stack.demo.installation import Installation
from local_stack.demo.load import load
from local_stack.parts.service import Service
from local_stack.ports import PortPool, PortTaken
from local_stack.process.part import PartFailed
from local_stack.stack import EVERYTHING, Stack

CUSTOMERS = 200
_SUPERVISOR_LOOKS = 1.0
SESSION_SECONDS = 6.0
"""How long a consumer may be silent before its group goes on without it; the least Kafka allows."""


@dataclass(frozen=True)
class Disturbance:
    """From when to when a part or a link did not work as it should, in seconds since 1970."""

    name: str
    begin: float
    end: float


@dataclass
class World:
    """What scenarios see. `run` is set while one of them plays; `baseline` is what each service
    needed when everything had worked for a while, and nothing had ever failed."""

    stack: Stack
    links: Links
    installation: Installation
    brokers: int
    rebuilt: Rebuilt
    heard: Heard
    baseline: dict[str, Resources] = field(default_factory=dict)
    marks: Marks = field(default_factory=Marks)
    disturbances: list[Disturbance] = field(default_factory=list)
    playing: Run | None = None
    supervises: bool = False

    @property
    def run(self) -> Run:
        """What is being played: its ledger, its traffic."""
        if self.playing is None:
            raise RuntimeError("nothing is being played")
        return self.playing

    @property
    def services(self) -> dict[str, Service]:
        """All services, by name."""
        return self.stack.services

    async def revive(self) -> None:
        """Start whatever does not run; a service that ended by itself is a thing of its own."""
        for part in self.stack.parts:
            part.thaw()
            await part.start()

    @asynccontextmanager
    async def supervised(self) -> AsyncIterator[None]:
        """As systemd or a container engine does: while `supervises`, a service that has ended by
        itself (its consumer was deaf, say) is started again."""
        watching = asyncio.create_task(self._restart_the_dead())
        try:
            yield
        finally:
            self.supervises = False
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)

    async def _restart_the_dead(self) -> None:
        while True:
            await asyncio.sleep(_SUPERVISOR_LOOKS)
            dead = [each for each in self.services.values() if self.supervises and each.pid is None]
            for service in dead:
                with self.disturbed(service.name), suppress(PartFailed, PortTaken):
                    await service.start()

    @contextmanager
    def disturbed(self, *names: str) -> Iterator[None]:
        """Remember that these parts or links suffer while the block runs."""
        begin = time.time()
        try:
            yield
        finally:
            now = time.time()
            self.disturbances += [Disturbance(name, begin, now) for name in names]

    @asynccontextmanager
    async def heir(self, name: str) -> AsyncIterator[Service]:
        """A second instance of a service, which takes over where the first falls silent."""
        part = f"{name}-heir"
        # The first has the usual door for mail.
        async with self._worker(part, name, TERO_INSTANCE=part, TERO_EMAIL_PORT="0") as heir:
            yield heir

    @asynccontextmanager
    async def apart(self, name: str) -> AsyncIterator[tuple[Service, Service]]:
        """A service in two processes while the block runs, as large installations have it: what
        answers people, and what works."""
        service, whole = self.services[name], self.services[name].program
        try:
            await self._in_role(service, "api")
            async with self._worker(f"{name}-worker", name) as worker:
                yield service, worker
        finally:
            service.program = whole
            with self.disturbed(name):
                await service.restart()

    async def _in_role(self, service: Service, role: str) -> None:
        words = (*service.program.arguments[:-1], role)
        service.program = replace(service.program, arguments=words)
        with self.disturbed(service.name):
            await service.restart()

    @asynccontextmanager
    async def _worker(self, part: str, name: str, **own: str) -> AsyncIterator[Service]:
        """One more process of a service, that only works."""
        first = self.services[name]
        with _one_more_port() as port:
            told = {**own, "TERO_HTTP_PORT": str(port)}
            program = replace(
                first.program,
                environment=lambda: {**first.program.environment(), **told},
                arguments=(*first.program.arguments[:-1], "worker"),
            )
            worker = Service(part, self.stack.home, {part: port}, program, first.nursery)
            await worker.start()
            try:
                yield worker
            finally:
                await worker.stop()


@asynccontextmanager
async def living_world(folder: Path, brokers: int = 1) -> AsyncIterator[World]:
    """Starts everything, loads customers and accounts, and ends without a trace."""
    async with Links(brokers=brokers) as links:
        stack = Stack(
            folder,
            parts=EVERYTHING,
            ports=links.targets,
            detours=links.detours,
            brokers=brokers,
            fsync=False,
        )
        for service in stack.services.values():
            _hurry(service)
        async with stack:
            installation = Installation(stack.home, stack.ports)
            await load(installation, CUSTOMERS)
            rebuilt = Rebuilt(stack.postgres)
            try:
                heard = await topics_heard(installation)
                yield World(stack, links, installation, brokers, rebuilt, heard)
            finally:
                await rebuilt.close()


@contextmanager
def _one_more_port() -> Iterator[int]:
    pool = PortPool()
    try:
        yield pool.take()
    finally:
        pool.close()


def _hurry(service: Service) -> None:
    """Let its consumer be missed sooner than a company would want."""
    usual = service.program.environment
    milliseconds = str(round(SESSION_SECONDS * 1000))
    service.program = replace(
        service.program,
        environment=lambda: {**usual(), "TERO_SESSION_TIMEOUT_MS": milliseconds},
    )
