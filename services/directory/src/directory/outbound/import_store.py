"""Imports in PostgreSQL: received whole, worked off batch by batch, each in its transaction."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from chassis import due
from chassis.database import delete_some
from chassis.errors import NotFound
from chassis.transactions import Tx
from directory.application.customer_ports import Kept
from directory.application.import_ports import (
    Column,
    ErrorView,
    ImportOrder,
    ImportView,
    PresetView,
    RowError,
)

IMPORT_DUE = "import-customers"
MOST_ERRORS = 10_000

_ADD = """
insert into import_run
  (id, what, format, source, dry_run, country, columns, started_by, started_by_name, state, rows)
values ($1, $2, $3, $4, $5, $6, $7::text::jsonb, $8, $9, 'running', 0)
"""
_TAKE = """
delete from import_batch where import_id = $1 and number = (
  select min(number) from import_batch where import_id = $1)
returning rows
"""
_PROGRESS = """
update import_run set done = done + $2, created = created + $3, updated = updated + $4,
  unchanged = unchanged + $5, refused = refused + $6
where id = $1
"""
_FINISH = "update import_run set state = 'finished', finished_at = now() where id = $1"
_COMPLAINTS = "select count(*) from import_error where import_id = $1"
_VIEW = """
select id as import_id, what, format, source, dry_run, state, columns, rows, done, created,
       updated, unchanged, refused, started_by, started_by_name, started_at, finished_at
from import_run
"""
_ERRORS = """
select number, row, "column", problem, found from import_error
where import_id = $1 and number > $2 order by number limit $3
"""
_SAVE_PRESET = """
insert into import_preset (name, columns, changed_by_name) values ($1, $2::text::jsonb, $3)
on conflict (name) do update set columns = excluded.columns,
  changed_by_name = excluded.changed_by_name, changed_at = now()
"""
_FORGET_ERRORS = """
delete from import_error where ctid = any(array(
  select e.ctid from import_error e join import_run r on r.id = e.import_id
  where r.finished_at < now() - interval '30 days' limit $1))
"""
_FORGET = """
delete from import_run where id = any(array(
  select id from import_run r where finished_at < now() - interval '30 days'
    and not exists (select from import_error e where e.import_id = r.id) limit $1))
"""
# What was found in the file may be a person's; where it was found, and what is wrong, stays.
_FORGET_FOUND = """
update import_error set found = '' where ctid = any(array(
  select e.ctid from import_error e join import_run r on r.id = e.import_id
  where e.found <> '' and r.finished_at < now() - make_interval(days => $1) limit $2))
"""
_NEWEST = (datetime.max.replace(tzinfo=UTC), UUID(int=0))


class SqlImports:
    """The port `Imports`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def add(self, order: ImportOrder) -> None:
        columns = orjson.dumps([asdict(each) for each in order.columns]).decode()
        await (await self._tx.driver()).execute(
            _ADD, order.id, order.what, order.format, order.source, order.dry_run, order.country,
            columns, order.started_by, order.started_by_name,
        )  # fmt: skip

    async def add_batch(self, import_id: UUID, number: int, rows: bytes) -> None:
        sql = "insert into import_batch (import_id, number, rows) values ($1, $2, $3)"
        await (await self._tx.driver()).execute(sql, import_id, number, rows)

    async def begin(self, import_id: UUID, rows: int) -> None:
        sql = "update import_run set rows = $2 where id = $1"
        await (await self._tx.driver()).execute(sql, import_id, rows)
        await self._schedule(import_id)

    async def take(self, import_id: UUID) -> tuple[ImportOrder, bytes] | None:
        connection = await self._tx.driver()
        rows: bytes | None = await connection.fetchval(_TAKE, import_id)
        if rows is None:
            return None
        row = await connection.fetchrow("select * from import_run where id = $1", import_id)
        return _order(row), rows

    async def progress(self, import_id: UUID, rows: int, kept: Kept, refused: int) -> None:
        await (await self._tx.driver()).execute(
            _PROGRESS, import_id, rows, kept.created, kept.updated, kept.unchanged, refused
        )
        await self._schedule(import_id)

    async def complain(self, import_id: UUID, errors: Sequence[RowError]) -> None:
        if not errors:
            return
        connection = await self._tx.driver()
        count = int(await connection.fetchval(_COMPLAINTS, import_id))
        rows = [
            (import_id, number, each.row, each.column, each.problem, _shown(each.found))
            for number, each in enumerate(errors[: MOST_ERRORS - count], start=count + 1)
        ]
        names = ("import_id", "number", "row", "column", "problem", "found")
        await connection.copy_records_to_table("import_error", records=rows, columns=names)

    async def finish(self, import_id: UUID) -> None:
        await (await self._tx.driver()).execute(_FINISH, import_id)

    async def get(self, import_id: UUID) -> ImportView:
        row = await (await self._tx.driver()).fetchrow(f"{_VIEW} where id = $1", import_id)
        if row is None:
            raise NotFound("No such import.")
        return _view(row)

    async def list(self, before: tuple[datetime, UUID] | None, limit: int) -> Sequence[ImportView]:
        sql = f"""{_VIEW} where (started_at, id) < ($1, $2)
        order by started_at desc, id desc limit $3"""
        rows = await (await self._tx.driver()).fetch(sql, *(before or _NEWEST), limit + 1)
        return [_view(row) for row in rows]

    async def errors(self, import_id: UUID, after: int, limit: int) -> Sequence[ErrorView]:
        rows = await (await self._tx.driver()).fetch(_ERRORS, import_id, after, limit + 1)
        return [ErrorView(**row) for row in rows]

    async def presets(self) -> Sequence[PresetView]:
        sql = "select name, columns from import_preset order by name"
        rows = await (await self._tx.driver()).fetch(sql)
        return [PresetView(row["name"], row["columns"], is_saved=True) for row in rows]

    async def save_preset(self, name: str, columns: dict[str, str], by_name: str) -> None:
        text = orjson.dumps(columns).decode()
        await (await self._tx.driver()).execute(_SAVE_PRESET, name, text, by_name)

    async def forget_old(self, found_days: int) -> bool:
        """Imports of a month ago; what was found in files after so many days."""
        connection = await self._tx.driver()
        return any([
            await delete_some(connection, _FORGET_ERRORS),
            await delete_some(connection, _FORGET),
            await delete_some(connection, _FORGET_FOUND, found_days),
        ])  # fmt: skip

    async def _schedule(self, import_id: UUID) -> None:
        await due.schedule(self._tx, IMPORT_DUE, import_id, datetime.now(UTC))


def _shown(found: str) -> str:
    return found[:100].replace("\x00", "")


def _columns(row: Any) -> list[Column]:
    return [Column(**each) for each in row["columns"]]


def _view(row: Any) -> ImportView:
    return ImportView(**{**row, "columns": _columns(row)})


def _order(row: Any) -> ImportOrder:
    return ImportOrder(
        id=row["id"],
        what=row["what"],
        format=row["format"],
        source=row["source"],
        dry_run=row["dry_run"],
        country=row["country"],
        columns=tuple(_columns(row)),
        started_by=row["started_by"],
        started_by_name=row["started_by_name"],
    )
