"""What is remembered about a started process, so that another command can find and end it."""

import json
from dataclasses import asdict
from pathlib import Path

from local_stack.process.identity import Identity


def remember(file: Path, identity: Identity) -> None:
    """Writes the identity at once and whole, readable by its owner only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_text(json.dumps(asdict(identity)))
    part.replace(file)


def recall(file: Path) -> Identity | None:
    """The remembered process if it still runs; None when it ended, also if its id was reused."""
    try:
        identity = Identity(**json.loads(file.read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return identity if identity.alive() else None


def forget(file: Path) -> None:
    """Removes what was remembered."""
    file.unlink(missing_ok=True)
