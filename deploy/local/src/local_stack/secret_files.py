"""Secrets of a stack: made at random on first use, kept in files that only the owner reads."""

import os
import secrets
from pathlib import Path

from local_stack.process.part import Home


def password(home: Home, name: str) -> str:
    """The password kept under `name`, made on first use."""
    return once(home.secret(name), secrets.token_urlsafe(24))


def once(file: Path, content: str) -> str:
    """What the file holds; writes `content` (mode 600) when there is none, whole and only once."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        part = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
        part.touch(mode=0o600)
        part.write_text(content)
        try:
            os.link(part, file)  # fails when another was faster, unlike a rename
        except FileExistsError:
            pass
        finally:
            part.unlink()
    return file.read_text()
