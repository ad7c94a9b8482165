"""Areas in PostgreSQL."""

from collections.abc import Collection

import asyncpg

from chassis.errors import ConcurrentUpdate, Conflict, NotFound
from chassis.transactions import Tx
from directory.domain.area import Area

_ADD = """
insert into area (code, name, active, version) values ($1, $2, $3, $4)
on conflict (code) do nothing returning code
"""

_SAVE = """
update area set name = $2, active = $3, version = $4, changed_at = now()
where code = $1 and version = $4 - 1 returning code
"""

# In the order of codes everywhere, so that two who lock several cannot wait for each other.
_ACTIVE = "select code from area where code = any($1) and active order by code for share"


class AreaExists(Conflict):
    """There is an area with this code, perhaps one that is switched off."""

    code = "area-exists"


class SqlAreas:
    """The port `Areas`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def get(self, code: str) -> Area:
        sql = "select code, name, active, version from area where code = $1"
        row = await (await self._tx.driver()).fetchrow(sql, code)
        if row is None:
            raise NotFound("No such area.")
        return _area(row)

    async def add(self, area: Area) -> None:
        if await (await self._tx.driver()).fetchval(_ADD, *_values(area)) is None:
            raise AreaExists("There is an area with this code already.")

    async def save(self, area: Area) -> None:
        if await (await self._tx.driver()).fetchval(_SAVE, *_values(area)) is None:
            raise ConcurrentUpdate("Somebody else changed this area in between.")

    async def all(self) -> list[Area]:
        sql = "select code, name, active, version from area order by code"
        return [_area(row) for row in await (await self._tx.driver()).fetch(sql)]

    async def active(self, codes: Collection[str]) -> set[str]:
        rows = await (await self._tx.driver()).fetch(_ACTIVE, list(codes))
        return {row["code"] for row in rows}


def _values(area: Area) -> tuple[object, ...]:
    return area.code, area.name, area.active, area.version


def _area(row: asyncpg.Record) -> Area:
    return Area(**row)
