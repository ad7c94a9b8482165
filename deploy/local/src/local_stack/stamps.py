"""Skips work whose inputs are the ones it was last done with, for the same data."""

import hashlib
from collections.abc import Awaitable, Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from local_stack.process.part import Home

_SUFFIXES = {".py", ".sql"}


async def unless_done(
    home: Home, name: str, digest: str, work: Callable[[], Awaitable[object]]
) -> None:
    """Does `work` unless it was done with this digest; the memory goes with the data."""
    if is_done(home, name, digest):
        return
    await work()
    stamp = _stamp(home, name)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def is_done(home: Home, name: str, digest: str) -> bool:
    """Whether it was done with this digest, and nothing later with another one."""
    stamp = _stamp(home, name)
    return stamp.exists() and stamp.read_text() == digest


def _stamp(home: Home, name: str) -> Path:
    return home.data("stamps") / name


def digest_of_packages(*names: str) -> str:
    """A digest of all Python and SQL files of packages and of their subpackages."""
    digest = hashlib.sha256()
    for name in names:
        for file in _files(name):
            digest.update(str(file).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _files(package: str) -> Iterable[Path]:
    specification = find_spec(package)
    folders = specification.submodule_search_locations if specification else None
    for folder in folders or ():
        yield from sorted(each for each in Path(folder).rglob("*") if each.suffix in _SUFFIXES)
