"""The command line, as a person uses it: start, again, status, stop, also after accidents."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from local_stack.ports import HOST, PortPool, is_free
from local_stack.process.family import marked_with

pytestmark = pytest.mark.stack

Result = subprocess.CompletedProcess[str]
Command = Callable[..., Result]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Free ports, set as a person would set them."""
    pool = PortPool()
    ports = {name: pool.take() for name in ("postgres", "valkey")}
    for name, port in ports.items():
        monkeypatch.setenv(f"TERO_{name.upper()}_PORT", str(port))
    yield ports
    pool.close()


@pytest.fixture
def command(tmp_path: Path, environment: dict[str, int]) -> Iterator[Command]:
    """Runs `python -m local_stack …` on a folder of this test; stops the stack at the end."""

    def call(*words: str) -> Result:
        line = [sys.executable, "-m", "local_stack", *words, "--folder", str(tmp_path)]
        return subprocess.run(line, capture_output=True, text=True, timeout=170, check=False)

    yield call
    call("stop")


def test_run_twice_status_and_stop(
    command: Command, environment: dict[str, int], tmp_path: Path
) -> None:
    first = command("run", "--parts", "postgres,valkey")
    assert first.returncode == 0, first.stdout
    assert "✓ postgres" in first.stdout
    assert len(marked_with(str(tmp_path))) > 0

    assert "already up" in command("run", "--parts", "postgres,valkey").stdout
    assert command("status").returncode == 0

    assert "Stopped 2 parts" in command("stop").stdout
    assert all(is_free(port) for port in environment.values())
    assert command("status").returncode == 1
    assert "Nothing was running" in command("stop").stdout


def test_a_second_run_repairs_what_died(command: Command, tmp_path: Path) -> None:
    command("run", "--parts", "postgres,valkey")
    for process in marked_with(str(tmp_path)):
        if "valkey" in Path(f"/proc/{process.pid}/cmdline").read_text():
            subprocess.run(["kill", "-9", str(process.pid)], check=True)

    again = command("run", "--parts", "postgres,valkey")

    assert "Up after" in again.stdout
    assert command("status").returncode == 0


def test_stop_finds_processes_that_nobody_remembers(
    command: Command, environment: dict[str, int], tmp_path: Path
) -> None:
    command("run", "--parts", "postgres,valkey")
    for memory in (tmp_path / "run").glob("*.json"):
        memory.unlink()

    command("stop")

    assert all(is_free(port) for port in environment.values())


def test_a_port_conflict_is_one_clear_sentence(
    command: Command, environment: dict[str, int], tmp_path: Path
) -> None:
    port = environment["valkey"]
    with socket.create_server((HOST, port)):
        result = command("run", "--parts", "postgres,valkey")

    assert result.returncode == 1
    said = " ".join(result.stdout.split())
    assert f"port {port}, which valkey needs, is taken by another program" in said
    assert "TERO_VALKEY_PORT" in said
    assert "Traceback" not in result.stderr
    assert marked_with(str(tmp_path)) == []


def test_reset_forgets_the_data(command: Command, tmp_path: Path) -> None:
    command("run", "--parts", "postgres")

    command("reset")

    assert [path.name for path in tmp_path.iterdir()] == ["lock"]
