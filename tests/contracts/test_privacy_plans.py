"""Telling and forgetting a person reads what is theirs, however much there is of others."""

import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from chassis.database import Driver, dsn
from chassis.privacy import Personal
from chassis.row_security import SYSTEM_SESSION
from chassis_testing.servers import CreateDatabase

DECLARED = {
    "directory": "directory.outbound.privacy",
    "intake": "intake.outbound.privacy",
    "tickets": "tickets.outbound.privacy",
    "orders": "orders.outbound.privacy",
    "iclass_bridge": "iclass_bridge.outbound.privacy",
    "notifications": "notifications.privacy",
}
# Enough that reading all of them is never the cheaper way: of 189 indexes taken away one by one,
# every one whose absence fifty thousand rows show is shown by these, too.
ROWS = 10_000
_COLUMNS = """
select attname as name, format_type(atttypid, null) as type from pg_attribute
where attrelid = $1::text::regclass and attnum > 0 and not attisdropped and attgenerated = ''
"""
_RULES = """
select conrelid::regclass::text as place, quote_ident(conname) as name from pg_constraint
where contype in ('c', 'f') and connamespace = 'public'::regnamespace
"""
# A value of each type that is another one in each row.
_VALUES = {
    "uuid": "md5(g::text)::uuid",
    "text": "g::text",
    "text[]": "array[g::text]",
    "integer[]": "array[g]",
    "json": "'[]'::json",
    "jsonb": "'[]'::jsonb",
    "boolean": "g % 2 = 0",
    "date": "current_date",
    "time without time zone": "'12:00'::time",
    "timestamp with time zone": "now()",
    "smallint": "(g % 30000)::smallint",
    "bytea": "convert_to(g::text, 'UTF8')",
}


async def fill(connection: Driver, tables: Sequence[str]) -> None:
    """Many rows in each table, of as many persons; some rows of nobody."""
    for rule in await connection.fetch(_RULES):
        await connection.execute(f"alter table {rule['place']} drop constraint {rule['name']}")
    for table in tables:
        await connection.execute(f"alter table {table} disable trigger user")
        columns = await connection.fetch(_COLUMNS, table)
        names = ", ".join(f'"{column["name"]}"' for column in columns)
        values = ", ".join(_VALUES.get(column["type"], "g") for column in columns)
        await connection.execute(
            f"insert into {table} ({names}) overriding system value "  # noqa: S608
            f"select {values} from generate_series(1, {ROWS}) g"
        )
        if table == "contact":
            await connection.execute("update contact set customer_id = null where phone like '%7'")
        await connection.execute(f"analyze {table}")


def scanned(plan: dict[str, Any]) -> Iterator[str]:
    """The tables that a plan reads from end to end."""
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for below in plan.get("Plans", ()):
        yield from scanned(below)


def statements(known: Sequence[Personal]) -> Iterator[tuple[str, bool]]:
    """All that is asked about a person, and whether it takes the columns to leave out."""
    for each in known:
        yield from ((sql, False) for sql in each.forgetting())
        yield from ((sql, True) for sql in each.telling())


@pytest.mark.parametrize("package", DECLARED)
async def test_no_table_is_read_as_a_whole(create_database: CreateDatabase, package: str) -> None:
    """Row 42: at a statement's limit of seconds, a large table would never be forgotten."""
    known: Sequence[Personal] = import_module(DECLARED[package]).PERSONAL
    connection = await asyncpg.connect(
        dsn(await create_database(package)), server_settings=SYSTEM_SESSION
    )
    # What a person did by an account of their own is told from the accounts.
    await fill(connection, list(dict.fromkeys([*(each.table for each in known), "kernel_account"])))

    found = {}
    for mode in ("force_custom_plan", "force_generic_plan"):
        await connection.execute(f"set plan_cache_mode = {mode}")
        for sql, has_silent in statements(known):
            arguments = [[uuid4(), uuid4()], ["id"]][: 1 + has_silent]
            plan = await connection.fetchval(f"explain (format json) {sql}", *arguments)
            if read := set(scanned(json.loads(plan)[0]["Plan"])):
                found[sql] = read
    await connection.close()

    assert found == {}
