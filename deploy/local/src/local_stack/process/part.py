"""One running part of the stack: what can be done to it, whatever program it is."""

import asyncio
import signal
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from local_stack.ports import check_free
from local_stack.process.family import family_of, send_all
from local_stack.process.identity import Identity
from local_stack.process.memory import forget, recall, remember
from local_stack.process.spawn import spawn, tail, tied


class PartFailed(RuntimeError):
    """A part ended, or was not ready in time; the message ends with its last log lines."""


@dataclass(frozen=True)
class Home:
    """Where a stack lives on disk, and whether its processes may outlive the launcher."""

    folder: Path
    outlives: bool = False

    def log(self, name: str) -> Path:
        return self.folder / "logs" / f"{name}.log"

    def memory(self, name: str) -> Path:
        return self.folder / "run" / f"{name}.json"

    def data(self, name: str) -> Path:
        """Data that `reset` deletes."""
        return self.folder / "data" / name

    @property
    def secrets(self) -> Path:
        """Files that only their owner reads."""
        return self.folder / "secrets"

    def secret(self, name: str) -> Path:
        return self.secrets / name


class Part(ABC):
    """A process of the stack. Subclasses say how it is called, prepared and asked for readiness."""

    stop_signal = signal.SIGTERM
    death_signal = "KILL"
    stop_seconds = 10.0
    ready_seconds = 60.0

    def __init__(self, name: str, home: Home, ports: Mapping[str, int]) -> None:
        self.name = name
        self.home = home
        self.ports = dict(ports)
        self.log = home.log(name)
        self._memory = home.memory(name)
        self._identity = recall(self._memory)
        self._child: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]:
        """The program and its arguments."""

    @abstractmethod
    async def answers(self) -> bool:
        """Whether the part does its work now; False or OSError while it does not yet."""

    async def prepare(self) -> None:  # noqa: B027 - many parts need nothing
        """Whatever must be on disk before the start; may be called again for the same folder."""

    def environment(self) -> Mapping[str, str]:
        """Variables added to the launcher's."""
        return {}

    def tie(self, command: Sequence[str]) -> list[str]:
        """The command that dies with its launcher."""
        return tied(command, self.death_signal)

    async def launch(self) -> int:
        """Starts the process and answers its id."""
        command = self.command() if self.home.outlives else self.tie(self.command())
        self._child = spawn(command, self.log, self.environment(), self.home.folder)
        return self._child.pid

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._identity.pid if self._identity and self._identity.alive() else None

    async def start(self) -> None:
        """Starts and waits until it answers; nothing to do when it already runs.

        Raises PortTaken, or PartFailed when it ends or is not ready in `ready_seconds`.
        """
        if self.pid is None:
            await self._gone()
            check_free(self.ports)
            await self.prepare()
            self._identity = Identity.of(await self.launch())
            remember(self._memory, self._identity)
        await self.ready()

    async def ready(self) -> None:
        """Waits until the part answers, and its process (not a stranger on its port) is alive."""
        try:
            async with asyncio.timeout(self.ready_seconds):
                await self._until_answers()
        except TimeoutError as error:
            raise self._failed(f"was not ready after {self.ready_seconds:.0f} s") from error

    async def stop(self) -> None:
        """Asks it to end, and kills it when it has not after `stop_seconds`."""
        await self._end(self.stop_signal, self.stop_seconds)

    async def kill(self) -> None:
        """Ends it and its workers at once (SIGKILL), as a power cut would."""
        await self._end(None, 0)

    def freeze(self) -> None:
        """Stops it and its workers in mid-air (SIGSTOP)."""
        send_all(self._family(), signal.SIGSTOP)

    def thaw(self) -> None:
        """Lets a frozen part go on."""
        send_all(self._family(), signal.SIGCONT)

    async def restart(self) -> None:
        """Stops gracefully and starts on the same data and ports."""
        await self.stop()
        await self.start()

    async def _end(self, polite: signal.Signals | None, seconds: float) -> None:
        family = self._family()
        if family and polite is not None:
            family[0].send(polite)
            send_all(family, signal.SIGCONT)  # a frozen process cannot obey
            await family[0].gone(seconds)
        send_all(family, signal.SIGKILL)
        for identity in family:
            await identity.gone(5)
        await self._gone()
        if self._child is not None:
            await asyncio.to_thread(self._child.wait, 5)
        self._identity = self._child = None
        forget(self._memory)

    async def _gone(self) -> None:
        """Waits for the very end of a process that has died, also by itself: its ports are free."""
        if self._identity is not None:
            await self._identity.gone(5)

    def _family(self) -> list[Identity]:
        return family_of(self._identity) if self._identity else []

    async def _until_answers(self) -> None:
        while True:
            if await self._answers_alive():
                return
            await asyncio.sleep(0.03)

    async def _answers_alive(self) -> bool:
        if self.pid is None:
            raise self._failed("ended while it was starting")
        try:
            return await self.answers() and self.pid is not None
        except (OSError, asyncio.IncompleteReadError):
            return False

    def _failed(self, what: str) -> PartFailed:
        return PartFailed(f"{self.name} {what}; its log is {self.log}\n{tail(self.log)}")
