"""The command that loads and plays, where there is nothing to play with; and the passwords."""

import subprocess
import sys
from pathlib import Path

import pytest

from local_stack.demo.installation import Installation, NoStack
from local_stack.demo.passwords import demo_password
from local_stack.process.part import Home


@pytest.mark.parametrize("command", ["load", "play"])
def test_without_a_stack_it_says_how_to_start_one(command: str, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "local_stack.demo", command, "--folder", str(tmp_path)]
    result = subprocess.run(line, capture_output=True, text=True, timeout=170, check=False)

    assert result.returncode == 2
    assert "make run" in result.stderr
    assert "Traceback" not in result.stderr


def test_every_installation_has_a_password_of_its_own(tmp_path: Path) -> None:
    one, other = Home(tmp_path / "one"), Home(tmp_path / "other")

    assert demo_password(one) == demo_password(one) != demo_password(other)
    assert len(demo_password(one)) == 12
    assert one.secret("demo-password").stat().st_mode & 0o777 == 0o600


def test_a_missing_secret_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(NoStack, match="admin-password"):
        Installation(Home(tmp_path), {}).secret("admin-password")


def test_brokers_are_those_among_the_ports(tmp_path: Path) -> None:
    ports = {"gateway": 1, "kafka-2": 3, "kafka-1": 2, "kafka-1-controller": 9, "kafka-3": 4}
    installation = Installation(Home(tmp_path), ports)

    assert installation.kafka == ["127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:4"]
    assert installation.gateway == "http://127.0.0.1:1"
