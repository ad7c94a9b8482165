"""PostgreSQL: one server, one database and one role per service."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from local_stack.parts.postgres_databases import Databases
from local_stack.parts.postgres_programs import (
    Programs,
    as_plain_user,
    find_programs,
    give_away,
)
from local_stack.paths import cache_folder
from local_stack.ports import HOST
from local_stack.probes import postgres_answers
from local_stack.process.part import Home, Part, PartFailed
from local_stack.process.spawn import tied
from local_stack.secret_files import password

Mode = Literal["smart", "fast", "immediate"]
_SIGNALS = {
    "smart": signal.SIGTERM,
    "fast": signal.SIGINT,
    "immediate": signal.SIGQUIT,
}
_FIXED = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "300",
    "shared_buffers": "128MB",
    "max_wal_size": "512MB",
    "shared_preload_libraries": "pg_stat_statements",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] %u@%d ",
}
# Commits stay synchronous: what was committed must survive a crash of the server.
_UNSAFE = {"fsync": "off", "full_page_writes": "off"}


class Postgres(Part):
    """The server. `fsync=False` is quicker and survives a kill, but not a power cut."""

    stop_signal = _SIGNALS["fast"]
    death_signal = "INT"
    stop_seconds = 15.0

    def __init__(self, home: Home, port: int, *, fsync: bool = True) -> None:
        super().__init__("postgres", home, {"postgres": port})
        self.port = port
        self.data = home.data("postgres")
        self._settings = _FIXED | ({} if fsync else _UNSAFE) | {"port": str(port)}
        self._programs: Programs | None = None
        self.databases = Databases(home, port)

    async def prepare(self) -> None:
        await asyncio.to_thread(self._prepare)

    def command(self) -> list[str]:
        return as_plain_user(self._server())

    def tie(self, command: Sequence[str]) -> list[str]:
        # A change of user forgets the signal of death: it has to be asked for afterwards.
        return as_plain_user(tied(self._server(), self.death_signal))

    def environment(self) -> Mapping[str, str]:
        return {"LC_ALL": "C.UTF-8"}

    async def answers(self) -> bool:
        return await postgres_answers(self.port) and await self.databases.accepts()

    async def stop(self, mode: Mode = "fast") -> None:
        """Ends it: `fast` rolls back and closes cleanly; `immediate` is a crash with recovery."""
        await self._end(_SIGNALS[mode], self.stop_seconds)

    def url(self, name: str, *, port: int | None = None) -> str:
        """The address of a database for SQLAlchemy with asyncpg, as its owner."""
        return self.databases.url(name, port=port)

    async def create_database(
        self, name: str, template: str | None = None, owner: str | None = None
    ) -> str:
        """Creates a database (a copy of `template`) and answers its url; see Databases.create."""
        return await self.databases.create(name, template, owner)

    async def drop_database(self, name: str) -> None:
        """Deletes a database, ending its connections."""
        await self.databases.drop(name)

    def _server(self) -> list[str]:
        if self._programs is None:
            raise RuntimeError("prepare comes first")
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        return [str(self._programs.folder / "postgres"), "-D", str(self.data), *settings]

    def _prepare(self) -> None:
        self._programs = find_programs(cache_folder())
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster(self._programs)

    def _make_cluster(self, programs: Programs) -> None:
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        give_away(self.data)
        secret = self.data.with_name("postgres.initial")
        secret.touch(mode=0o600)
        secret.write_text(password(self.home, "postgres-postgres"))
        give_away(secret)
        try:
            self._run_initdb(programs, secret)
        finally:
            secret.unlink()

    def _run_initdb(self, programs: Programs, secret: Path) -> None:
        command = [str(programs.folder / "initdb"), "-D", str(self.data), "-U", "postgres"]
        command += ["--encoding=UTF8", "--auth=scram-sha-256", "--no-sync", *programs.locale()]
        command += [f"--pwfile={secret}"]
        answer = subprocess.run(
            as_plain_user(command),
            capture_output=True,
            text=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            cwd=Path("/"),
            check=False,
        )
        if answer.returncode != 0:
            raise PartFailed(f"postgres could not be prepared: {answer.stderr}")
