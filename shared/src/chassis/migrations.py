"""Schema changes: a step of deployment, `python -m <service> migrate`, never of a start."""

import asyncio
from importlib.resources import files

from alembic import command, context, op
from alembic.config import Config
from sqlalchemy import Connection, MetaData, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

_LOCK = 0x7E61


def kernel_tables(version: str = "v1") -> None:
    """Inside a migration: create the kernel's own tables."""
    sql = (files("chassis") / f"kernel_{version}.sql").read_text()
    for statement in sql.split(";\n"):
        if statement.strip():
            op.execute(statement)


def migrate(package: str, database_url: str) -> None:
    """Bring the database of a service to its newest revision; does nothing if it is there."""
    config = Config()
    config.set_main_option("script_location", f"{package}:migrations")
    config.set_main_option("sqlalchemy.url", database_url.replace("%", "%%"))
    command.upgrade(config, "head")


def run_from_environment(metadata: MetaData) -> None:
    """The whole content of a service's `migrations/env.py`."""
    url = context.config.get_main_option("sqlalchemy.url")
    if url is None:
        raise RuntimeError("migrations are run by `python -m <service> migrate`")
    asyncio.run(_run(url, metadata))


async def _run(url: str, metadata: MetaData) -> None:
    engine = create_async_engine(url, poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(_upgrade, metadata)
    await engine.dispose()


def _upgrade(connection: Connection, metadata: MetaData) -> None:
    context.configure(connection=connection, target_metadata=metadata, compare_type=True)
    with context.begin_transaction():
        # Two deployments at once: the second waits, then finds nothing to do.
        connection.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        context.run_migrations()
