"""What a database held when it was made, and how one that was used comes to hold just that again.

Emptying what a test has written is several times cheaper than one more database, which is five
hundred files to make and to delete.
"""

from dataclasses import dataclass
from io import BytesIO

import asyncpg

Connection = asyncpg.Connection
Table = tuple[str, str]

_CATALOGS = """
select relname from pg_class
where relnamespace = 'pg_catalog'::regnamespace and relkind = 'r' and not relisshared
  and relname <> 'pg_class'
"""
# Emptying a table changes its row here, but for what it is.
_RELATIONS = """
select relname, md5((to_jsonb(c) - '{relfilenode,relpages,reltuples,relallvisible,relfrozenxid,
  relminmxid}'::text[])::text)
from pg_class c where oid >= 16384
"""
_SETTINGS = """
select 'access', (datacl, datallowconn, datconnlimit)::text from pg_database
where datname = current_database()
union all select 'setting', (setrole, setconfig)::text from pg_db_role_setting
where setdatabase = (select oid from pg_database where datname = current_database())
"""
_WRITTEN = """
select nspname, relname from pg_class c join pg_namespace n on n.oid = relnamespace
where relkind = 'r' and c.oid >= 16384 and pg_relation_size(c.oid) > 0
"""
_SEQUENCES = "select format('%I.%I', schemaname, sequencename) from pg_sequences order by 1"
_OTHERS = """
select pg_terminate_backend(pid, 5000) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
"""


@dataclass(frozen=True)
class AsMade:
    """Its shape, the rows of its tables, and where its sequences were."""

    shape: list[tuple[object, ...]]
    rows: dict[Table, bytes]
    sequences: dict[str, tuple[int, bool]]


async def look(connection: Connection) -> AsMade:
    """The database as it is now."""
    rows = {table: await _rows(connection, table) for table in await _written(connection)}
    return AsMade(await _shape(connection), rows, await _sequences(connection))


async def restore(connection: Connection, made: AsMade) -> bool:
    """Make it, as superuser, what it was; False if not only its rows were changed."""
    await connection.execute("set lock_timeout = '10s'")
    await connection.execute(_OTHERS)
    if await _shape(connection) != made.shape:
        return False
    await connection.execute("set session_replication_role = replica")  # no triggers, no keys
    async with connection.transaction():
        written = await _written(connection)
        same = {each for each in made.rows if await _rows(connection, each) == made.rows[each]}
        if changed := ", ".join(f'"{schema}"."{name}"' for schema, name in written - same):
            await connection.execute(f"truncate {changed} cascade")
        for schema, name in made.rows.keys() - await _written(connection):
            source = BytesIO(made.rows[schema, name])
            await connection.copy_to_table(name, schema_name=schema, source=source, format="binary")
        await _rewind(connection, made.sequences)
    await connection.execute("select pg_stat_reset()")
    return True


async def _shape(connection: Connection) -> list[tuple[object, ...]]:
    """A row of a catalog that was changed has another writer, one that is gone is not counted."""
    catalogs = [row[0] for row in await connection.fetch(_CATALOGS)]
    newest = " union all ".join(
        f"select '{name}', count(*), max(xmin::text::bigint) from {name}"  # noqa: S608
        for name in catalogs
    )
    found = [await connection.fetch(query) for query in (newest, _RELATIONS, _SETTINGS)]
    return sorted(tuple(row) for rows in found for row in rows)


async def _written(connection: Connection) -> set[Table]:
    return {(row[0], row[1]) for row in await connection.fetch(_WRITTEN)}


async def _rows(connection: Connection, table: Table) -> bytes:
    output = BytesIO()
    schema, name = table
    await connection.copy_from_table(name, schema_name=schema, output=output, format="binary")
    return output.getvalue()


async def _sequences(connection: Connection) -> dict[str, tuple[int, bool]]:
    found = {}
    for (name,) in await connection.fetch(_SEQUENCES):
        ((last, is_called),) = await connection.fetch(f"select last_value, is_called from {name}")  # noqa: S608
        found[name] = (last, is_called)
    return found


async def _rewind(connection: Connection, made: dict[str, tuple[int, bool]]) -> None:
    for name, where in (await _sequences(connection)).items():
        if where != made[name]:
            await connection.execute("select setval($1::text::regclass, $2, $3)", name, *made[name])
