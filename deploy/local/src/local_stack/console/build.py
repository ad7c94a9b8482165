"""From `web/` to the files that the gateway serves; nothing is done twice for the same content."""

import fcntl
import hashlib
import os
import platform
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from local_stack.console.node import Node, find_node
from local_stack.paths import API_DOCUMENTS, CONSOLE, REPOSITORY, WEB

Run = Callable[[str, Sequence[str]], None]
"""Runs a command in `web/`; raises CannotBuild, with the name of what failed."""

_MODULES = WEB / "node_modules"
_INSTALLED = _MODULES / ".installed-for"
_BUILT = _MODULES / ".built-for"
_LEFT_OUT = {"node_modules", "dist", "generated"}


class CannotBuild(RuntimeError):
    """A step failed; the message says which, and ends with what it said."""


def build(run: Run) -> None:
    """Makes `web/dist` what the sources say, if it is not."""
    with in_turn():
        wanted = content()
        if (CONSOLE / "index.html").exists() and _says(_BUILT, wanted):
            return
        node = install(run)
        generate(run, node)
        new = CONSOLE.with_name(f".dist-{os.getpid()}")
        tool = str(_MODULES / "vite" / "bin" / "vite.js")
        try:
            command = (node.program, tool, "build", "--logLevel", "warn", "--outDir", str(new))
            run("building the console", command)
            _put_in_place(new)
        finally:
            shutil.rmtree(new, ignore_errors=True)
        _BUILT.write_text(wanted)


def install(run: Run) -> Node:
    """The locked packages, in `web/node_modules`; the Node that they are for."""
    node = find_node()
    wanted = _digest((WEB / "package-lock.json", WEB / ".npmrc"), node.version, platform.machine())
    if not _says(_INSTALLED, wanted):
        run("installing the console's packages", (*node.npm, "ci", "--no-progress"))
        _INSTALLED.write_text(wanted)
    return node


def generate(run: Run, node: Node) -> None:
    """The types of the services' APIs, from their documents."""
    script = str(WEB / "scripts" / "generate-api.mjs")
    run("generating the console's API types", (node.program, script))


def content() -> str:
    """A digest of all that the console is made of."""
    sources = (each for each in sorted(WEB.rglob("*")) if each.is_file() and _is_source(each))
    return _digest((*sources, *sorted(API_DOCUMENTS.glob("openapi-*.json"))))


@contextmanager
def in_turn() -> Iterator[None]:
    """One at a time: others find the work done."""
    folder = REPOSITORY / ".cache"
    folder.mkdir(exist_ok=True)
    with (folder / "console.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_source(file: Path) -> bool:
    parts = file.relative_to(WEB).parts
    return not _LEFT_OUT & set(parts) and not parts[0].startswith(".dist-")


def _digest(files: Iterable[Path], *more: str) -> str:
    digest = hashlib.sha256("\n".join(more).encode())
    for file in files:
        digest.update(str(file.relative_to(REPOSITORY)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _says(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() == wanted


def _put_in_place(new: Path) -> None:
    """Two names change at once: a gateway that serves meanwhile never sees half of it."""
    old = new.with_name(f"{new.name}-before")
    if CONSOLE.exists():
        CONSOLE.rename(old)
    new.rename(CONSOLE)
    shutil.rmtree(old, ignore_errors=True)
