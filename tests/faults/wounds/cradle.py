"""Where victims come from: each has a topic, a database and ports of its own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from tests.faults.wounds.life import Life
from tests.faults.wounds.services import launched_from_root
from tests.faults.wounds.victim import TABLES

from chassis.database import dsn
from chassis_testing.harness import SigningKeys, make_signing_keys
from chassis_testing.probe_world import as_environment, make_world
from local_stack.parts.python_program import Program
from local_stack.parts.service import Service
from local_stack.ports import PortPool
from local_stack.process.nursery import Nursery
from local_stack.process.part import Home
from local_stack.stack import Stack


@dataclass(frozen=True)
class Cradle:
    """Any number of victims may live at once."""

    stack: Stack
    home: Home
    keys: SigningKeys
    nursery: Nursery

    @asynccontextmanager
    async def life(self, *, database_port: int | None = None) -> AsyncIterator[Life]:
        """A victim, not started; it ends with the block. It may go to its database by a detour."""
        world = await make_world(self.stack, self.home.folder, self.keys)
        ports = PortPool()
        port, own = ports.take(), self.stack.postgres.port
        told = {**world.settings().model_dump(mode="json"), "http_port": port, "topic": world.topic}
        told["database_url"] = world.url.replace(f":{own}/", f":{database_port or own}/")
        variables = as_environment(told)
        module = "tests.faults.wounds.victim"
        program = Program(module, ("all",), "/health/ready", lambda: variables)
        service = Service(world.name, self.home, {world.name: port}, program, self.nursery)
        database = await asyncpg.connect(dsn(world.url))
        try:
            await database.execute(TABLES)
            yield Life(world, service, database)
        finally:
            await service.kill()
            await database.close()
            ports.close()


@contextmanager
def cradle(stack: Stack, folder: Path) -> Iterator[Cradle]:
    """On the servers of a stack; its victims end with the block."""
    home = Home(folder)
    nursery = Nursery(home)
    with launched_from_root():
        nursery.open()
    try:
        yield Cradle(stack, home, make_signing_keys(folder), nursery)
    finally:
        nursery.close()
