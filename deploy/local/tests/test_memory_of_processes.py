"""The stack ends its own processes, and never one that merely has an id it once used."""

import asyncio
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from local_stack.parts.valkey import Valkey
from local_stack.process.identity import Identity
from local_stack.process.memory import recall, remember
from local_stack.process.part import Home


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    """A process that the stack has nothing to do with."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


def test_a_running_process_is_recalled(tmp_path: Path, stranger: subprocess.Popen[bytes]) -> None:
    identity = Identity.of(stranger.pid)
    remember(tmp_path / "part.json", identity)

    assert recall(tmp_path / "part.json") == identity


async def test_a_reused_process_id_is_never_ended(
    tmp_path: Path, stranger: subprocess.Popen[bytes]
) -> None:
    home = Home(tmp_path)
    earlier = replace(Identity.of(stranger.pid), started=1)
    remember(home.memory("valkey"), earlier)

    part = Valkey(home, 1)
    await part.stop()
    await part.kill()

    assert part.pid is None
    assert not earlier.send(signal.SIGKILL)
    assert stranger.poll() is None


def test_a_process_of_an_earlier_boot_is_not_recalled(
    tmp_path: Path, stranger: subprocess.Popen[bytes]
) -> None:
    remember(tmp_path / "part.json", replace(Identity.of(stranger.pid), boot="an earlier one"))

    assert recall(tmp_path / "part.json") is None


def test_a_broken_memory_is_no_memory(tmp_path: Path) -> None:
    (tmp_path / "part.json").write_text("{")

    assert recall(tmp_path / "part.json") is None


async def test_an_ended_child_counts_as_gone_before_it_is_reaped(
    stranger: subprocess.Popen[bytes],
) -> None:
    identity = Identity.of(stranger.pid)

    assert not await identity.gone(0.05)
    waiting = asyncio.create_task(identity.gone(10))
    assert identity.send(signal.SIGKILL)

    assert await waiting
    assert not identity.alive()
