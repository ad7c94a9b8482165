"""Starts a process with its output in a log, tied to the launcher's life or free of it."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

MARK = "TERO_STACK"
"""Every process of a stack carries the stack's folder in this variable: the last resort of
`stop` for a process whose launcher was killed before it could write anything down."""

_LOG_LIMIT = 10 << 20


def tied(command: Sequence[str], number: str = "KILL") -> list[str]:
    """The command, made to receive signal `number` from the kernel when its launcher dies."""
    return ["setpriv", "--pdeathsig", number, "--", *command]


def spawn(
    command: Sequence[str], log: Path, environment: Mapping[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Starts `command` in a session of its own, so that Ctrl-C reaches the launcher alone."""
    prepare_log(log)
    with log.open("ab") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=surroundings(environment, folder),
            cwd=folder,
            start_new_session=True,
        )


def surroundings(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The launcher's variables, the given ones, and the mark of the stack in `folder`."""
    return {**os.environ, **environment, MARK: str(folder)}


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for a message."""
    try:
        text = log.read_text(errors="replace")
    except FileNotFoundError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def prepare_log(log: Path) -> None:
    """Makes room for a log, and puts a long one aside."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
