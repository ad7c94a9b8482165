"""Parts written in Python that answer HTTP: the services, the simulator, the mail sink."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from local_stack.ports import HOST
from local_stack.probes import http_status
from local_stack.process.part import Home, Part

HTTP_OK = 200


@dataclass(frozen=True)
class Program:
    """How a module is called: its arguments, its variables (asked at each start), its health."""

    module: str
    arguments: tuple[str, ...]
    health: str
    environment: Callable[[], Mapping[str, str]] = dict


class PythonPart(Part):
    """Runs `python -m module`; ready when its health page says so."""

    def __init__(self, name: str, home: Home, ports: Mapping[str, int], program: Program) -> None:
        super().__init__(name, home, ports)
        self.port = ports[name]
        self.program = program

    @property
    def url(self) -> str:
        """Its own address, not the gateway's."""
        return f"http://{HOST}:{self.port}"

    def command(self) -> list[str]:
        return [sys.executable, "-m", self.program.module, *self.program.arguments]

    def environment(self) -> Mapping[str, str]:
        return self.program.environment()

    async def answers(self) -> bool:
        return await http_status(self.port, self.program.health) == HTTP_OK
