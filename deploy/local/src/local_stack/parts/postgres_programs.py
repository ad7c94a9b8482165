"""Which PostgreSQL to run, and how to run it: it refuses to be root."""

import os
import pwd
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from local_stack.artifacts.needed import postgres_archive
from local_stack.artifacts.unpack import unpack_postgres

SETTING = "TERO_POSTGRES_BIN"
OLDEST = 15
_FIRST_WITH_BUILTIN_LOCALE = 17

_AS_NOBODY_HERE = ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"]
"""Needs no account and works under root's own folders: outside, the files stay root's."""
_AS_NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
"""Where the kernel refuses user namespaces; the folder must be reachable by everybody."""


class NoPostgres(RuntimeError):
    """The PostgreSQL that the setting names cannot be used."""


@dataclass(frozen=True)
class Programs:
    """The folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int

    def locale(self) -> list[str]:
        """Options of `initdb`: bytes are compared as bytes on every machine."""
        if self.major >= _FIRST_WITH_BUILTIN_LOCALE:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]


def find_programs(cache_folder: Path) -> Programs:
    """The ones that the setting names, else the locked ones from the cache."""
    if setting := os.environ.get(SETTING):
        return Programs(Path(setting), _checked_major(Path(setting)))
    archive, version = postgres_archive(cache_folder)
    folder = unpack_postgres(archive, cache_folder / f"postgres-{version}")
    return Programs(folder, int(version.split(".")[0]))


def _checked_major(folder: Path) -> int:
    try:
        answer = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoPostgres(f"{SETTING} is {folder}, where no postgres can be run") from error
    found = re.search(r"(\d+)", answer)
    major = int(found[1]) if found else 0
    if major < OLDEST:
        raise NoPostgres(f"{SETTING} is {folder}: {answer.strip()}, older than {OLDEST}")
    return major


def as_plain_user(command: Sequence[str]) -> list[str]:
    """`command` run as somebody who is not root; unchanged for a plain user."""
    if os.getuid() != 0:
        return list(command)
    return [*(_AS_NOBODY_HERE if _can_unshare() else _AS_NOBODY), *command]


def give_away(path: Path) -> None:
    """Lets the account that will run the server own a file, where that is another account."""
    if os.getuid() == 0 and not _can_unshare():
        nobody = pwd.getpwnam("nobody")
        os.chown(path, nobody.pw_uid, nobody.pw_gid)


@cache
def _can_unshare() -> bool:
    try:
        answer = subprocess.run([*_AS_NOBODY_HERE, "true"], capture_output=True, check=False)
    except OSError:
        return False
    return answer.returncode == 0
