"""Parts written in Python that answer HTTP: the services, the simulator, the mail sink."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from local_stack.ports import HOST
from local_stack.probes import http_status
from local_stack.process.nursery import Nursery, Order
from local_stack.process.part import Home, Part
from local_stack.process.spawn import prepare_log

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

    def __init__(
        self,
        name: str,
        home: Home,
        ports: Mapping[str, int],
        program: Program,
        nursery: Nursery | None = None,
    ) -> None:
        super().__init__(name, home, ports)
        self.port = ports[name]
        self.program = program
        self.nursery = nursery

    @property
    def url(self) -> str:
        """Its own address, not the gateway's."""
        return f"http://{HOST}:{self.port}"

    def command(self) -> list[str]:
        return [sys.executable, "-m", self.program.module, *self.program.arguments]

    async def launch(self) -> int:
        if self.nursery is None or not self.nursery.is_open:
            return await super().launch()
        return await self.nursery.bear(self.order(self.program.arguments))

    def order(self, words: tuple[str, ...], result: str = "") -> Order:
        """The module with other arguments, for the nursery; with a result it is short-lived."""
        prepare_log(self.log)
        return Order(
            self.name,
            self.program.module,
            words,
            environment=dict(self.environment()),
            log=str(self.log),
            folder=str(self.home.folder),
            tied=bool(result) or not self.home.outlives,
            result=result,
        )

    def environment(self) -> Mapping[str, str]:
        return self.program.environment()

    async def answers(self) -> bool:
        return await http_status(self.port, self.program.health) == HTTP_OK
