"""Messages on disk: each as it came, and an index to find it."""

import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from local_stack.mail_sink.reading import clean, subject_of

KEPT = 5_000

_INDEX = """
create table if not exists message (
  id integer primary key autoincrement,
  received_at text not null,
  sender text not null,
  recipients text not null,
  subject text not null,
  size integer not null
)"""
_FIND = """
select id, received_at, sender, recipients, subject, size from message
where (:to is null
       or exists (select 1 from json_each(recipients) where casefold(value) = casefold(:to)))
  and instr(casefold(subject), casefold(:subject)) > 0
  and instr(casefold(sender || ' ' || recipients || ' ' || subject), casefold(:anything)) > 0
order by id desc limit :limit"""


@dataclass(frozen=True)
class Summary:
    """A message without its content. Addresses are the envelope's; `received_at` is UTC."""

    id: int
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    subject: str
    size: int


class Store:
    """The newest `KEPT` messages. What `add` has returned survives the end of the process."""

    def __init__(self, folder: Path) -> None:
        self._messages = folder / "messages"
        self._messages.mkdir(parents=True, exist_ok=True)
        self._index = sqlite3.connect(folder / "index.sqlite")
        # SQLite's own lower() knows no letters beyond ASCII.
        self._index.create_function("casefold", 1, str.casefold, deterministic=True)
        self._index.execute("pragma journal_mode = wal")
        self._index.execute("pragma synchronous = normal")
        self._index.execute(_INDEX)
        self._sweep()

    def add(self, sender: str, recipients: Sequence[str], raw: bytes) -> int:
        """Keep a message and return its id; ids grow and are never used twice."""
        with self._index:
            message_id = self._insert(sender, recipients, raw)
            # The file first, then the commit: whatever is in the index can be shown.
            self._path(message_id).write_bytes(raw)
            outdated = self._forget(message_id - KEPT)
        self._remove(outdated)
        return message_id

    def find(
        self, *, to: str | None = None, subject: str = "", anything: str = "", limit: int = 50
    ) -> list[Summary]:
        """Newest first. `to` is a whole address, the other texts are parts; case is ignored."""
        chosen = {"to": to, "subject": subject, "anything": anything, "limit": limit}
        return [_summary(row) for row in self._index.execute(_FIND, chosen)]

    def get(self, message_id: int) -> tuple[Summary, bytes] | None:
        """A message and its raw text, if it is there."""
        rows = self._index.execute(
            "select id, received_at, sender, recipients, subject, size from message where id = ?",
            (message_id,),
        )
        for row in rows:
            return _summary(row), self._path(message_id).read_bytes()
        return None

    def count(self) -> int:
        """How many messages are kept."""
        counted: int = self._index.execute("select count(*) from message").fetchone()[0]
        return counted

    def clear(self) -> None:
        """Forget every message."""
        with self._index:
            forgotten = self._forget(sys.maxsize)
        self._remove(forgotten)

    def close(self) -> None:
        """Nothing can be asked afterwards."""
        self._index.close()

    def _insert(self, sender: str, recipients: Sequence[str], raw: bytes) -> int:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        addresses = clean(json.dumps(list(recipients), ensure_ascii=False))
        row = (now, clean(sender), addresses, subject_of(raw), len(raw))
        cursor = self._index.execute(
            "insert into message (received_at, sender, recipients, subject, size)"
            " values (?, ?, ?, ?, ?)",
            row,
        )
        if cursor.lastrowid is None:
            raise RuntimeError("the index gave no id")
        return cursor.lastrowid

    def _forget(self, up_to: int) -> list[int]:
        rows = self._index.execute("delete from message where id <= ? returning id", (up_to,))
        return [row[0] for row in rows]

    def _remove(self, ids: Sequence[int]) -> None:
        for message_id in ids:
            self._path(message_id).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove files whose message was never acknowledged, or was forgotten."""
        known = {row[0] for row in self._index.execute("select id from message")}
        self._remove([number for number in self._numbers() if number not in known])

    def _numbers(self) -> Iterator[int]:
        return (int(path.stem) for path in self._messages.glob("*.eml"))

    def _path(self, message_id: int) -> Path:
        return self._messages / f"{message_id:09}.eml"


def _summary(row: tuple[int, str, str, str, str, int]) -> Summary:
    message_id, received_at, sender, recipients, subject, size = row
    moment = datetime.fromisoformat(received_at)
    return Summary(message_id, moment, sender, tuple(json.loads(recipients)), subject, size)
