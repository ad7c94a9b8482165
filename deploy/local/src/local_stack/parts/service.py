"""One of Tero's services, with its own database."""

import sys
from collections.abc import Mapping

from local_stack.parts.python_program import Program, PythonPart
from local_stack.process.part import Home
from local_stack.process.run import run_to_end


class Service(PythonPart):
    """All roles of a service in one process: API, consumer, relay and timers."""

    stop_seconds = 15.0

    def __init__(self, name: str, home: Home, ports: Mapping[str, int], program: Program) -> None:
        super().__init__(name, home, {name: ports[name]}, program)

    @property
    def database(self) -> str:
        """The name of its database and of its role."""
        return self.program.module

    async def migrate(self) -> None:
        """Brings the database to the newest version; PartFailed when that fails."""
        await run_to_end(
            f"the migration of {self.name}",
            [sys.executable, "-m", self.program.module, "migrate"],
            self.log,
            self.environment(),
            folder=self.home.folder,
        )
