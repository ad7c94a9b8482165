"""`stop` and `reset`."""

import shutil
from pathlib import Path

from local_stack.cli.site import NotThere, Site
from local_stack.cli.turn import interrupt_launcher, turn


async def stop(folder: Path) -> int:
    """Ends every process of the stack in the folder; how many parts were running."""
    await interrupt_launcher(folder)
    with turn(folder):
        return await _stop(folder)


async def reset(folder: Path) -> None:
    """Ends every process and deletes all data, secrets and logs."""
    await interrupt_launcher(folder)
    with turn(folder):
        await _stop(folder)
        for name in ("data", "logs", "run", "secrets"):
            shutil.rmtree(folder / name, ignore_errors=True)
        for name in ("stack.json", "log-ins.txt"):
            (folder / name).unlink(missing_ok=True)


async def _stop(folder: Path) -> int:
    try:
        stack = Site.of(folder).stack(folder)
    except NotThere:
        return 0
    running = sum(part.pid is not None for part in stack.parts)
    await stack.stop()
    return running
