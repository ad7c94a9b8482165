"""A launcher may die at any moment; its processes must not be orphans."""

import asyncio
import sys
from pathlib import Path

import pytest

from local_stack.process.family import marked_with
from local_stack.process.identity import Identity

pytestmark = pytest.mark.stack

LAUNCHER = Path(__file__).with_name("launcher.py")


async def test_a_killed_launcher_leaves_nothing(tmp_path: Path) -> None:
    command = [sys.executable, str(LAUNCHER), str(tmp_path), "kafka,postgres,valkey"]
    launcher = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert launcher.stdout
    line = await launcher.stdout.readline()
    started = [Identity.of(int(pid)) for pid in line.split()]
    launcher.kill()
    await launcher.wait()

    assert len(started) == 3
    for identity in started:
        assert await identity.gone(10)
    for worker in marked_with(str(tmp_path)):
        assert await worker.gone(10)
