"""The servers of tests as containers of official images, with the handles of the local stack.

For machines with a container engine and the images; `TERO_TEST_SERVERS=containers` chooses it.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from chassis_testing.container_server import Server
from local_stack.parts.kafka_settings import broker_settings
from local_stack.parts.postgres import Mode
from local_stack.parts.postgres_databases import Databases
from local_stack.ports import HOST, PortPool
from local_stack.probes import kafka_answers, postgres_answers, valkey_answers
from local_stack.process.part import Home
from local_stack.secret_files import password

_SIGNALS = {"smart": "SIGTERM", "fast": "SIGINT", "immediate": "SIGQUIT"}
_EVERYWHERE = "0.0.0.0"  # noqa: S104 - of the container; of this machine, only the loopback address
_ENVIRONMENT = {
    # What ends here is removed here; the helper that would do it is one more image to have.
    "TESTCONTAINERS_RYUK_DISABLED": "true",
    "TESTCONTAINERS_CONNECTION_MODE": "docker_host",
    "TESTCONTAINERS_HOST_OVERRIDE": HOST,
}


class Kafka:
    """One broker."""

    def __init__(self, ports: PortPool) -> None:
        port, controller = ports.take(), ports.take()
        own = {"broker": port, "controller": controller}
        settings = broker_settings(1, own, [controller], Path("/var/lib/kafka/data"))
        # Inside it is reached at the same address as from here.
        settings["listeners"] = settings["listeners"].replace(f"{HOST}:{port}", f":{port}")
        names = {f"KAFKA_{name.upper().replace('.', '_')}": each for name, each in settings.items()}
        extra = {"CLUSTER_ID": "VGVyb1Rlc3RzT2ZLYWZrYQ", "KAFKA_HEAP_OPTS": "-Xmx256m"}
        self.servers = f"{HOST}:{port}"
        self.brokers = (
            Server(
                "apache/kafka:4.3.0",
                port,
                port,
                lambda: kafka_answers(port),
                environment=names | extra,
            ),
        )


class Postgres:
    """The server, and databases as the local stack makes them."""

    def __init__(self, ports: PortPool, home: Home) -> None:
        port = ports.take()
        self.databases = Databases(home, port)
        secret = home.secret("postgres-postgres")
        password(home, secret.name)
        secret.chmod(0o444)  # in a folder that only its owner may enter
        files = {str(secret): "/run/secrets/password"}
        command = ("postgres", "-c", "max_connections=300", "-c", "fsync=off")
        environment = {
            "POSTGRES_PASSWORD_FILE": "/run/secrets/password",
            "POSTGRES_INITDB_ARGS": "--locale-provider=builtin --builtin-locale=C.UTF-8",
        }
        self.server = Server(
            "postgres:17", 5432, port, self._answers, command, "postgres", files, environment
        )
        self._port = port

    def url(self, name: str) -> str:
        return self.databases.url(name)

    async def create_database(
        self, name: str, template: str | None = None, owner: str | None = None
    ) -> str:
        return await self.databases.create(name, template, owner)

    async def drop_database(self, name: str) -> None:
        await self.databases.drop(name)

    async def start(self) -> None:
        await self.server.start()

    async def stop(self, mode: Mode = "fast") -> None:
        await self.server.end(_SIGNALS[mode])

    async def _answers(self) -> bool:
        return await postgres_answers(self._port) and await self.databases.accepts()


class Valkey:
    """The server, without a password."""

    def __init__(self, ports: PortPool) -> None:
        self.port = ports.take()
        self.ports = {"valkey": self.port}
        self.url = f"redis://{HOST}:{self.port}/0"
        command = ("valkey-server", "--bind", _EVERYWHERE, "--protected-mode", "no", "--save", "")
        self.server = Server(
            "valkey/valkey:9",
            6379,
            self.port,
            lambda: valkey_answers(self.port, ""),
            command,
            "valkey",
        )


@dataclass(frozen=True)
class ContainerStack:
    """What tests use of a `local_stack.stack.Stack`."""

    folder: Path
    kafka: Kafka
    postgres: Postgres
    valkey: Valkey


@asynccontextmanager
async def container_stack(folder: Path) -> AsyncIterator[ContainerStack]:
    """Three servers that answer, removed at the end."""
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    pool = PortPool()
    stack = ContainerStack(folder, Kafka(pool), Postgres(pool, Home(folder)), Valkey(pool))
    servers = (*stack.kafka.brokers, stack.postgres.server, stack.valkey.server)
    try:
        # Each start comes to its end, whatever becomes of the others: only then can it be removed.
        started = await asyncio.gather(*(each.start() for each in servers), return_exceptions=True)
        for failure in started:
            if isinstance(failure, BaseException):
                raise failure
        yield stack
    finally:
        await asyncio.gather(*(server.remove() for server in servers))
        pool.close()
