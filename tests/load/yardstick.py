"""Runs a yardstick in a process of its own, so that it has a processor to itself like a service."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from tests.load.figures import Pace

from local_stack.process.spawn import tied

_SECONDS = 120.0
_ROOT = Path(__file__).parents[2]


async def pace_of(module: str, job: Any) -> Pace:
    """Gives the module its job and waits for its pace, at most two minutes."""
    command = tied([sys.executable, "-m", module])
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, cwd=_ROOT)
    try:
        async with asyncio.timeout(_SECONDS):
            answer, _ = await process.communicate(json.dumps(job).encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise RuntimeError(f"{module} failed; what it said is above")
    return Pace(**json.loads(answer))
