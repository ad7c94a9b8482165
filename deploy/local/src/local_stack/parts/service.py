"""One of Tero's services, with its own database."""

import signal
import sys
from collections.abc import Mapping

from local_stack.parts.python_program import Program, PythonPart
from local_stack.process.identity import Identity
from local_stack.process.nursery import Nursery, result_of
from local_stack.process.part import Home, PartFailed
from local_stack.process.run import run_to_end
from local_stack.process.spawn import tail

MIGRATION_SECONDS = 120.0


class Service(PythonPart):
    """All roles of a service in one process: API, consumer, relay and timers."""

    stop_seconds = 15.0

    def __init__(
        self,
        name: str,
        home: Home,
        ports: Mapping[str, int],
        program: Program,
        nursery: Nursery | None = None,
    ) -> None:
        super().__init__(name, home, {name: ports[name]}, program, nursery)
        self.database = program.module
        """The name of its database and of its role."""

    async def migrate(self) -> None:
        """Brings the database to the newest version; PartFailed when that fails."""
        what = f"the migration of {self.name}"
        if self.nursery is not None and self.nursery.is_open:
            await self._migrate_in(self.nursery, what)
        else:
            command = [sys.executable, "-m", self.program.module, "migrate"]
            folder = self.home.folder
            await run_to_end(what, command, self.log, self.environment(), folder=folder)

    async def _migrate_in(self, nursery: Nursery, what: str) -> None:
        result = self.home.memory(f"{self.name}-migration").with_suffix(".result")
        result.parent.mkdir(parents=True, exist_ok=True)
        result.unlink(missing_ok=True)
        child = Identity.of(await nursery.bear(self.order(("migrate",), str(result))))
        if not await child.gone(MIGRATION_SECONDS):
            child.send(signal.SIGKILL)
        if not result_of(result):
            raise PartFailed(f"{what} failed; its log is {self.log}\n{tail(self.log)}")
        result.unlink()
