"""One command at a time changes a stack; `stop` may end a `run` that is still under way."""

import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_stack.process.identity import Identity
from local_stack.process.memory import forget, recall, remember

_PATIENCE = 30.0


class Busy(RuntimeError):
    """Another command is changing the stack in this folder."""


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Holds the folder's lock; raises Busy when another command does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy("another command is changing this stack; wait until it is done") from error
        yield


@contextmanager
def launching(folder: Path) -> Iterator[None]:
    """Holds the lock and says which process starts the stack, for `interrupt_launcher`."""
    with turn(folder):
        remember(_launcher(folder), Identity.of(os.getpid()))
        try:
            yield
        finally:
            forget(_launcher(folder))


async def interrupt_launcher(folder: Path) -> None:
    """Ends a `run` that is still under way, as Ctrl-C would; kills one that does not obey."""
    launcher = recall(_launcher(folder))
    if launcher is not None:
        launcher.send(signal.SIGTERM)
        if not await launcher.gone(_PATIENCE):
            launcher.send(signal.SIGKILL)
            await launcher.gone(5)


def _launcher(folder: Path) -> Path:
    return folder / "run" / "launcher.json"
