"""Entry of the services' image: `enter.py MODULE ROLE…` runs the roles in turn.

All but the last must end well; the last one replaces this process. Addresses are given without
their passwords, which are files: they are put together here, so that no container's configuration
tells a password. Standard library only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESSES = ("TERO_DATABASE", "TERO_REDIS")
LEAST_WORDS = 3


def main(words: list[str]) -> None:
    """Ends with the code of the first role that fails."""
    if len(words) < LEAST_WORDS:
        raise SystemExit("usage: enter.py MODULE ROLE…")
    _, module, *first, last = words
    environment = with_passwords(os.environ)
    for role in first:
        command = [sys.executable, "-m", module, role]
        if code := subprocess.run(command, env=environment, check=False).returncode:
            raise SystemExit(code)
    os.execve(sys.executable, [sys.executable, "-m", module, last], environment)  # noqa: S606


def with_passwords(environment: Mapping[str, str]) -> dict[str, str]:
    """Every `X_URL` that has an `X_PASSWORD_FILE` beside it, with that password in it."""
    found = dict(environment)
    for name in ADDRESSES:
        if file := found.pop(f"{name}_PASSWORD_FILE", None):
            found[f"{name}_URL"] = with_password(found.get(f"{name}_URL", ""), Path(file))
    return found


def with_password(url: str, file: Path) -> str:
    """`scheme://user@host…` with the file's content after the user."""
    user, at, rest = url.partition("@")
    if not at:
        raise SystemExit(f"{url or 'a missing address'} names no user for the password in {file}")
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SystemExit(f"{file} cannot be read: {error.strerror}") from error
    if not secret:
        raise SystemExit(f"{file} is empty")
    return f"{user}:{quote(secret, safe='')}@{rest}"


if __name__ == "__main__":
    main(sys.argv)
