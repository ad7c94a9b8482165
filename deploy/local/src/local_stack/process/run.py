"""Runs a command of the stack to its end, bounded and tied to the launcher."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from local_stack.process.identity import Identity
from local_stack.process.part import PartFailed
from local_stack.process.spawn import spawn, tail, tied


async def run_to_end(
    what: str,
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str],
    *,
    folder: Path,
    seconds: float = 120.0,
) -> None:
    """Waits for the command, at most `seconds`; PartFailed when it fails or takes longer."""
    child = spawn(tied(command), log, environment, folder)
    try:
        await Identity.of(child.pid).gone(seconds)
    finally:
        child.kill()
        code = child.wait()
    if code != 0:
        raise PartFailed(f"{what} failed; its log is {log}\n{tail(log)}")
