"""Saved views in PostgreSQL, which holds back those of others."""

from uuid import UUID

import asyncpg
import orjson

from chassis.transactions import Tx
from intake.application.saved_views import SavedView

_COLUMNS = "id, owner_id, name, filters, version, changed_at"
_ALL = f"select {_COLUMNS} from desk_view order by owner_id is null, name, id"  # noqa: S608 - names of columns
_ONE = f"select {_COLUMNS} from desk_view where id = $1 for update"  # noqa: S608 - as above
_COUNT = "select count(*) from desk_view where owner_id is not distinct from $1"
_ALONE = "select pg_advisory_xact_lock(hashtext('desk_view'), hashtext($1))"
_PUT = f"""
insert into desk_view ({_COLUMNS}) values ($1, $2, $3, $4, $5, $6)
on conflict (id) do update set name = excluded.name, filters = excluded.filters,
  version = excluded.version, changed_at = excluded.changed_at
"""  # noqa: S608 - as above
_TAKEN = """
select from desk_view where owner_id is not distinct from $1 and name = $2 and id <> $3
"""
_DROP = "delete from desk_view where id = $1"


class SqlSavedViews:
    """Implements the port `SavedViews`."""

    def __init__(self, kernel: Tx) -> None:
        self._kernel = kernel

    async def all(self) -> list[SavedView]:
        """Their own and the shared ones, by name."""
        return [_view(row) for row in await (await self._kernel.driver()).fetch(_ALL)]

    async def get(self, view_id: UUID) -> SavedView | None:
        """One, locked."""
        row = await (await self._kernel.driver()).fetchrow(_ONE, view_id)
        return _view(row) if row else None

    async def count(self, owner_id: UUID | None) -> int:
        """How many somebody has; nobody else adds one meanwhile."""
        await self._alone(owner_id)
        return int(await (await self._kernel.driver()).fetchval(_COUNT, owner_id))

    async def put(self, view: SavedView) -> bool:
        """Keep it as it is now; False where its owner has another of that name."""
        connection = await self._kernel.driver()
        await self._alone(view.owner_id)
        if await connection.fetchrow(_TAKEN, view.owner_id, view.name, view.id) is not None:
            return False
        filters = orjson.dumps(dict(view.filters)).decode()
        await connection.execute(
            _PUT, view.id, view.owner_id, view.name, filters, view.version, view.changed_at
        )
        return True

    async def drop(self, view_id: UUID) -> None:
        """Keep it no longer."""
        await (await self._kernel.driver()).execute(_DROP, view_id)

    async def _alone(self, owner_id: UUID | None) -> None:
        await (await self._kernel.driver()).execute(_ALONE, str(owner_id))


def _view(row: asyncpg.Record) -> SavedView:
    return SavedView(*row)
