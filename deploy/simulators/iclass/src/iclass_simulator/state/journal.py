"""An append-only file of what happened, from which a restarted simulator remembers everything."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Entry = dict[str, Any]
"""`{"entry": what, "at": ISO 8601 UTC, ...}`; what else is in it depends on `entry`."""


class Journal:
    """One JSON document a line. A line is in the kernel's hands before `append` returns, so a
    killed process loses nothing that it had answered."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "journal.jsonl"
        _cut_torn_line(self._path)
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def append(self, entry: str, **fields: Any) -> Entry:
        """Write one line and return what was written."""
        record: Entry = {"entry": entry, "at": datetime.now(UTC).isoformat(), **fields}
        os.write(self._file, json.dumps(record, ensure_ascii=False).encode() + b"\n")
        return record

    def entries(self) -> Iterator[Entry]:
        """Everything written so far, oldest first; a line being written right now is left out."""
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    yield json.loads(line)

    def close(self) -> None:
        """Nothing can be appended afterwards."""
        os.close(self._file)


def _cut_torn_line(path: Path) -> None:
    """A process killed in mid-write leaves half a line; nobody was told of it, so it goes."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
