"""A process has ended when its last thread has, not when its first one has."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from chassis_testing.waiting import until
from local_stack.process.identity import Identity

# The first thread leaves; the other one stays until its standard input ends.
PROGRAM = """
import ctypes, sys, threading
threading.Thread(target=sys.stdin.read).start()
print("ready", flush=True)
ctypes.CDLL(None).pthread_exit(None)
"""


@pytest.fixture
def leaderless() -> Iterator[subprocess.Popen[bytes]]:
    """A process whose first thread has left, or is leaving."""
    command = [sys.executable, "-c", PROGRAM]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process


async def test_the_end_of_a_process_is_that_of_its_last_thread(
    leaderless: subprocess.Popen[bytes],
) -> None:
    identity = Identity.of(leaderless.pid)

    async def has_lost_its_leader() -> bool:
        return not identity.alive()

    await until(has_lost_its_leader)
    assert not await identity.gone(0)
    assert leaderless.stdin is not None
    leaderless.stdin.close()
    assert await identity.gone(30)
