"""The launcher's side of the process that forks services; see `nursery_process`."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from local_stack.process.part import Home, PartFailed
from local_stack.process.spawn import surroundings, tail, tied


@dataclass(frozen=True)
class Order:
    """A Python module to run: its name for people, its arguments, its variables, its log.

    `tied` to the nursery's life; `result` names a file that will say `done` or `failed`.
    """

    name: str
    module: str
    words: tuple[str, ...]
    environment: Mapping[str, str]
    log: str
    folder: str
    tied: bool
    result: str = ""


class Nursery:
    """Open while services are being started, and as long as they are tied to the launcher."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._log = home.log("nursery")
        self._process: subprocess.Popen[str] | None = None
        self._one_at_a_time = threading.Lock()

    @property
    def is_open(self) -> bool:
        return self._process is not None

    def open(self) -> None:
        """Begins to load; the first child waits for it."""
        if self._process is None:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            with self._log.open("wb") as log:
                self._process = subprocess.Popen(
                    tied([sys.executable, "-m", "local_stack.process.nursery_process"]),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    text=True,
                    env=surroundings({}, self._home.folder),
                    start_new_session=True,
                )

    def close(self) -> None:
        """Ends it, and with it the children that are tied to it."""
        if self._process is not None:
            process, self._process = self._process, None
            process.kill()
            process.communicate()

    async def bear(self, order: Order) -> int:
        """The process id of a new child; PartFailed when the nursery itself could not load."""
        return await asyncio.to_thread(self._ask, order)

    def _ask(self, order: Order) -> int:
        with self._one_at_a_time:
            process = self._process
            if process is None or process.stdin is None or process.stdout is None:
                raise PartFailed("the nursery was closed while services were starting")
            try:
                process.stdin.write(json.dumps(asdict(order)) + "\n")
                process.stdin.flush()
                answer = process.stdout.readline()
            except (BrokenPipeError, ValueError):
                answer = ""
        if not answer:
            raise PartFailed(f"Tero's packages could not be loaded:\n{tail(self._log)}")
        return int(answer)


def result_of(file: Path) -> bool:
    """Whether the child that was given this result file ended well."""
    try:
        return file.read_text() == "done"
    except FileNotFoundError:
        return False
