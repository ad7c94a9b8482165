"""`status`: what each part is doing."""

import psutil
from rich.console import Console
from rich.table import Table

from local_stack.process.family import family_of
from local_stack.process.identity import Identity
from local_stack.process.part import Part
from local_stack.stack import Stack

MEBIBYTE = 1 << 20


async def status(stack: Stack, console: Console) -> bool:
    """Prints a line per part; whether every chosen part runs and answers."""
    table = Table("part", "state", "pid", "memory (PSS)", "port", "log", box=None)
    total, good = 0, True
    for part in stack.chosen_parts:
        state, memory = await _state(part), memory_of(part)
        total += memory
        good &= state == "up"
        ports = ", ".join(map(str, part.ports.values()))
        colour = "green" if state == "up" else "red"
        pid, size = str(part.pid or ""), f"{memory / MEBIBYTE:.0f} MiB" if memory else ""
        table.add_row(part.name, f"[{colour}]{state}[/]", pid, size, ports, part.log.name)
    table.add_row("", "", "", f"{total / MEBIBYTE:.0f} MiB")
    console.print(table)
    console.print(f"Logs are in {stack.home.log('x').parent}", highlight=False, soft_wrap=True)
    return good


def memory_of(part: Part) -> int:
    """Bytes of the part and its workers, shared pages counted by share; 0 when it does not run."""
    if part.pid is None:
        return 0
    return sum(map(_proportional, family_of(Identity.of(part.pid))))


def _proportional(identity: Identity) -> int:
    try:
        return int(psutil.Process(identity.pid).memory_full_info().pss)
    except psutil.Error:
        return 0


async def _state(part: Part) -> str:
    if part.pid is None:
        return "down"
    try:
        return "up" if await part.answers() else "not ready"
    except (OSError, EOFError):
        return "does not answer"
