"""Databases and their owners on the stack's PostgreSQL."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from local_stack.ports import HOST
from local_stack.process.part import Home
from local_stack.secret_files import password

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,62}")


class Databases:
    """Creates, drops and addresses databases, as the server's superuser."""

    def __init__(self, home: Home, port: int) -> None:
        self._home = home
        self._port = port
        self._owners: dict[str, str] = {}

    def url(self, name: str, *, port: int | None = None) -> str:
        """The address of database `name` as its owner (the role of the same name by default)."""
        owner = self._owners.get(name, name)
        secret = self._password(owner)
        return f"postgresql+asyncpg://{owner}:{secret}@{HOST}:{port or self._port}/{name}"

    async def accepts(self) -> bool:
        """Whether the server takes queries: after a crash it answers while it still recovers."""
        try:
            async with self.connect():
                return True
        except asyncpg.PostgresError:
            return False

    @asynccontextmanager
    async def connect(self, name: str = "postgres") -> AsyncIterator[asyncpg.Connection]:
        """A connection as superuser, outside any transaction."""
        secret = self._password("postgres")
        connection = await asyncpg.connect(
            host=HOST, port=self._port, user="postgres", password=secret, database=name, timeout=10
        )
        try:
            yield connection
        finally:
            await connection.close(timeout=5)

    async def create(self, name: str, template: str | None, owner: str | None) -> str:
        """Creates database `name` if it is not there, and answers its url.

        With a `template` its tables and owner are copied; nobody may be connected to it then.
        Otherwise it belongs to `owner`, by default a role of its own name, made if needed.
        """
        owner = owner or (self._owners.get(template, template) if template else name)
        self._owners[name] = owner
        names = [_quoted(each) for each in (name, owner, template or "template1")]
        async with self.connect() as connection:
            await self._make_role(connection, owner)
            if not await connection.fetchval("select 1 from pg_database where datname=$1", name):
                await connection.execute("create database {} owner {} template {}".format(*names))
        if template is None:
            await self._open(name)
        return self.url(name)

    async def drop(self, name: str) -> None:
        """Deletes a database, ending its connections; its owner stays."""
        async with self.connect() as connection:
            await connection.execute(f"drop database if exists {_quoted(name)} with (force)")
        self._owners.pop(name, None)

    async def rename(self, name: str, new: str) -> str:
        """Gives a database to which nobody is connected another name, and answers its new url."""
        self._owners[new] = self._owners.get(name, name)
        async with self.connect() as connection:
            await connection.execute(f"alter database {_quoted(name)} rename to {_quoted(new)}")
        self._owners.pop(name, None)
        return self.url(new)

    async def _make_role(self, connection: asyncpg.Connection, role: str) -> None:
        # A password set again is the same password: also right after a lost secrets folder.
        known = await connection.fetchval("select 1 from pg_roles where rolname=$1", role)
        verb = "alter" if known else "create"
        secret = self._password(role)
        await connection.execute(f"{verb} role {_quoted(role)} login password '{secret}'")

    async def _open(self, name: str) -> None:
        async with self.connect(name) as connection:
            await connection.execute(f"revoke all on database {_quoted(name)} from public")
            await connection.execute("create extension if not exists pg_stat_statements")

    def _password(self, role: str) -> str:
        return password(self._home, f"postgres-{role}")


def _quoted(name: str) -> str:
    """An SQL identifier; only names that need no escaping are accepted."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name for a database or role: {name!r}")
    return f'"{name}"'
