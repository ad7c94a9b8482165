"""A server in a container: started, ended, and started again on the same data and port."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from local_stack.ports import HOST

_READY_SECONDS = 120.0


@dataclass
class Server:
    """A container with one port, which it keeps when it is started again."""

    image: str
    inside: int
    port: int
    answers: Callable[[], Awaitable[bool]]
    command: tuple[str, ...] = ()
    user: str | None = None
    files: Mapping[str, str] = field(default_factory=dict)
    """Files of this machine, each with its place in the container, where it is only read."""
    environment: Mapping[str, str] = field(default_factory=dict)
    _container: Any = None

    async def start(self) -> None:
        """Starts it, the first time or again, and waits until it answers."""
        await asyncio.to_thread(self._start)
        async with asyncio.timeout(_READY_SECONDS):
            while True:
                if await self._answers():
                    return
                await asyncio.to_thread(self._check_running)
                await asyncio.sleep(0.1)

    async def end(self, signal: str) -> None:
        """Sends the signal and waits for the end; the container and its data stay."""
        container = self._container.get_wrapped_container()
        await asyncio.to_thread(container.kill, signal=signal)
        await asyncio.to_thread(container.wait, timeout=60)

    async def stop(self) -> None:
        await self.end("SIGTERM")

    async def kill(self) -> None:
        await self.end("SIGKILL")

    async def remove(self) -> None:
        """Leaves no trace of it."""
        if self._container is not None:
            await asyncio.to_thread(self._container.stop)

    def _start(self) -> None:
        from testcontainers.core.container import DockerContainer  # noqa: PLC0415 - reads variables

        if self._container is not None:
            self._container.get_wrapped_container().start()
            return
        container = DockerContainer(self.image)
        if self.user:
            container.with_kwargs(user=self.user)
        if self.command:
            container.with_command(list(self.command))
        ports: Any = {self.inside: (HOST, self.port)}
        container.ports = ports
        for name, value in self.environment.items():
            container.with_env(name, value)
        for file, place in self.files.items():
            container.with_volume_mapping(file, place, "ro")
        self._container = container.start()

    def _check_running(self) -> None:
        container = self._container.get_wrapped_container()
        container.reload()
        if container.status == "exited":
            said = container.logs(tail=10).decode(errors="replace")
            raise RuntimeError(f"{self.image} ended while it was starting:\n{said}")

    async def _answers(self) -> bool:
        try:
            return await self.answers()
        except (OSError, asyncio.IncompleteReadError):
            return False
