"""Starts a small stack and then waits to be killed: the test's victim."""

import asyncio
import sys
from pathlib import Path

from local_stack.stack import Stack


async def launch(folder: Path, parts: set[str]) -> None:
    """Prints the ids of the started processes on one line."""
    async with Stack(folder, parts=parts) as stack:
        print(*(part.pid for part in stack.parts if part.pid), flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(launch(Path(sys.argv[1]), set(sys.argv[2].split(","))))
