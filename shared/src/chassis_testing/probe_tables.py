"""The tables of the probe, which has no migrations."""

from importlib.resources import files

import asyncpg

PROBE = "probe"
_TABLES = """
create table effect (
  position bigint generated always as identity primary key,
  key text not null, n integer not null, made_at timestamptz not null default clock_timestamp());
"""


async def create_tables(url: str) -> None:
    """The kernel's tables and the probe's own."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        for version in ("v1", "v2", "v3", "v4", "v5"):
            await connection.execute((files("chassis") / f"kernel_{version}.sql").read_text())
        await connection.execute(_TABLES)
    finally:
        await connection.close()
