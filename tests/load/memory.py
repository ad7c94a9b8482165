"""What the whole system needs when nobody uses it."""

import asyncio
from pathlib import Path

import psutil
from tests.load.figures import Figure
from tests.load.sizes import Sizes

from local_stack import services
from local_stack.process.family import family_of, marked_with
from local_stack.process.identity import Identity
from local_stack.process.part import Part
from local_stack.stack import EVERYTHING, Stack

SERVICE_MB, STACK_MB = 110.0, 1536.0


async def measure(folder: Path, sizes: Sizes) -> list[Figure]:
    """A stack of its own with all parts, started as `make run` starts it, and left alone."""
    async with Stack(folder, parts=EVERYTHING) as stack:
        await asyncio.sleep(sizes.idle_seconds)
        parts = {part.name: _of_part(part) for part in stack.parts}
        total = _pss(marked_with(str(stack.folder)))
    figures = [
        Figure(f"memory: {name}, idle", parts[name], "MiB PSS", SERVICE_MB)
        for name in services.NAMES
    ]
    detail = {name: round(size, 1) for name, size in parts.items()}
    whole = Figure("memory: whole system, idle", total, "MiB PSS", STACK_MB, detail=detail)
    return [*figures, whole]


def _of_part(part: Part) -> float:
    return _pss(family_of(Identity.of(part.pid))) if part.pid else 0.0


def _pss(processes: list[Identity]) -> float:
    """Mebibytes; what several processes share counts once in their sum."""
    sizes = (psutil.Process(each.pid).memory_full_info().pss for each in processes)
    return float(sum(sizes)) / 2**20
