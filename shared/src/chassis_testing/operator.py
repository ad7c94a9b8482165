"""The operator's command as a person runs it: a process of its own, in a terminal of 80 columns."""

import asyncio
import json
import os
import sys
from dataclasses import dataclass
from typing import Any

_SETTINGS = ("TERO_TOKEN", "TERO_GATEWAY", "TERO_KAFKA_SERVERS")


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """The document on standard output."""
        return json.loads(self.out)


async def tero(*words: object, **settings: str) -> Said:
    """Run `python -m tero …` with nothing to read; `settings` are variables of its environment."""
    environment = {name: value for name, value in os.environ.items() if name not in _SETTINGS}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tero",
        *map(str, words),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**environment, "COLUMNS": "80", **settings},
    )
    out, err = await process.communicate()
    said = Said(process.returncode or 0, out.decode(), err.decode())
    assert "Traceback" not in said.out + said.err, said
    return said
