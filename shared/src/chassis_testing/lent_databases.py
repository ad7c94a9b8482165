"""Databases for tests: copies of a template, given from one test to the next as new."""

import asyncio
from collections import defaultdict
from uuid import uuid4

import asyncpg

from chassis.migrations import migrate
from chassis_testing.as_made import AsMade, look, restore
from chassis_testing.probe_tables import PROBE, create_tables
from local_stack.parts.postgres import Postgres


class LentDatabases:
    """Those of one server, by package: a service's, migrated once, or the probe's."""

    def __init__(self, postgres: Postgres) -> None:
        self._postgres = postgres
        self._templates: dict[str, str] = {}
        self._made: dict[str, AsMade] = {}
        self._free: defaultdict[str, list[tuple[str, AsMade]]] = defaultdict(list)

    async def make(self, package: str) -> str:
        """The url of a database that no test has used."""
        if package not in self._templates:
            template = f"template_{package}"
            url = await self._postgres.create_database(template)
            await _fill(package, url)
            self._templates[package] = template
        return await self._postgres.create_database(_new_name(package), self._templates[package])

    async def lend(self, package: str) -> str:
        """The url of a database that is as `make` makes it."""
        if url := await self._lend_again(package):
            return url
        url = await self.make(package)
        # Not of the template: what the server gathers about one in the background is not the same.
        async with self._postgres.databases.connect(_name(url)) as connection:
            self._made[url] = await look(connection)
        return url

    async def take_back(self, package: str, url: str) -> None:
        """Ends its connections. One that cannot be restored is deleted."""
        name, made = _name(url), self._made.pop(url)
        if await self._is_restored(name, made):
            self._free[package].append((name, made))
        else:
            await self._postgres.drop_database(name)

    async def _lend_again(self, package: str) -> str | None:
        """By another name: what its last test has left running does not find it."""
        if not self._free[package]:
            return None
        name, made = self._free[package].pop()
        try:
            url = await self._postgres.databases.rename(name, _new_name(package))
        except asyncpg.ObjectInUseError:
            await self._postgres.drop_database(name)
            return None
        self._made[url] = made
        return url

    async def _is_restored(self, name: str, made: AsMade) -> bool:
        try:
            async with self._postgres.databases.connect(name) as connection:
                return await restore(connection, made)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False


async def _fill(package: str, url: str) -> None:
    if package == PROBE:
        await create_tables(url)
    else:
        await asyncio.to_thread(migrate, package, url)


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def _new_name(package: str) -> str:
    return f"{package}_{uuid4().hex[:12]}"
