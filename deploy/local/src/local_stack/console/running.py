"""How the commands of a build are run: beside a stack's other steps, or for whoever looks on."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from local_stack.console.build import CannotBuild, Run
from local_stack.paths import WEB
from local_stack.process.spawn import prepare_log, tail, tied

_SECONDS = 600


def into(log: Path) -> Run:
    """What the commands say goes to a log; they end with whoever started them."""

    def run(what: str, command: Sequence[str]) -> None:
        prepare_log(log)
        with log.open("ab") as output:
            code = _ended(tied(command), output.fileno())
        if code != 0:
            raise CannotBuild(f"{what} failed; its log is {log}\n{tail(log)}")

    return run


def shown(what: str, command: Sequence[str]) -> None:
    """What the command says is said."""
    sys.stdout.flush()
    if _ended(command, None) != 0:
        raise CannotBuild(f"{what} failed: see the message above.")


def _ended(command: Sequence[str], output: int | None) -> int:
    """The exit code; a command that takes too long is ended with all it has started."""
    child = subprocess.Popen(
        command, cwd=WEB, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        start_new_session=True,
    )  # fmt: skip
    try:
        return child.wait(_SECONDS)
    except BaseException as error:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        if isinstance(error, subprocess.TimeoutExpired):
            return 1
        raise
