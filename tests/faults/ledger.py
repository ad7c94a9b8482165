"""What was sent and what the doors answered, written outside the system as it happens.

One JSON document a line, appended and flushed; what is in memory follows from the lines alone, so
a ledger read back from its file is the ledger that wrote it.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self, TextIO

from local_stack.demo.day.items import Key

Outcome = Literal["acked", "refused", "unknown"]
Door = Literal["http", "kafka"]
Place = tuple[str, int, int]
"""Topic, partition, offset."""


@dataclass
class Message:
    """One thing a channel system says of a contact, however often it has to say it.

    Times are in seconds since 1970. `unknown` until some attempt was answered: an attempt without
    an answer may have had its effect. `contact_id` is what the HTTP door said.
    """

    id: str
    contact: Key
    step: str
    first_sent_at: float
    doors: set[Door] = field(default_factory=set)
    attempts: int = 0
    outcome: Outcome = "unknown"
    unanswered: int = 0
    settled_at: float = 0.0
    contact_id: str | None = None
    code: str = ""

    @property
    def accept_seconds(self) -> float:
        """From the first attempt to the answer that took it."""
        return self.settled_at - self.first_sent_at


@dataclass
class Deed:
    """Something a person did. Its traces are events of that type whose field says that value."""

    id: str
    kind: str
    subject: str
    event: str
    field: str
    value: str
    outcome: Outcome = "unknown"
    unanswered: int = 0
    code: str = ""
    result: str | None = None


@dataclass
class Broken:
    """A record that nobody can read, sent on purpose; it belongs into quarantine."""

    place: Place
    reason: str


class Ledger:
    """All of one run, by id. Every method that changes something appends one line."""

    def __init__(self, path: Path | None = None) -> None:
        self.messages: dict[str, Message] = {}
        self.deeds: dict[str, Deed] = {}
        self.broken: list[Broken] = []
        self._file: TextIO | None = None
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """The ledger that was written to this file; half a line at its end was never told."""
        ledger = cls()
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    ledger._apply(json.loads(line))
        return ledger

    def sent(self, identity: str, contact: Key, step: str, door: Door) -> None:
        """An attempt begins."""
        key = [contact.source, contact.channel, contact.external_id]
        self._note("sent", id=identity, contact=key, step=step, door=door)

    def acked(self, identity: str, result: str | None = None) -> None:
        """A door took responsibility; `result` is the id it answered, if it answered one."""
        self._note("acked", id=identity, result=result)

    def refused(self, identity: str, code: str) -> None:
        """A door will not have it; no answer to an earlier attempt weighs more."""
        self._note("refused", id=identity, code=code)

    def unanswered(self, identity: str, why: str) -> None:
        """Nobody knows what became of this attempt."""
        self._note("unanswered", id=identity, why=why)

    def did(self, deed: Deed) -> None:
        """A person begins to do something."""
        traces = {"event": deed.event, "field": deed.field, "value": deed.value}
        self._note("did", id=deed.id, kind=deed.kind, subject=deed.subject, **traces)

    def sent_broken(self, place: Place, reason: str) -> None:
        """A record that must end in quarantine lies at this place of a topic."""
        self._note("broken", place=list(place), reason=reason)

    def contacts(self) -> dict[Key, list[Message]]:
        """The messages of each contact, in the order in which they were first sent."""
        found: dict[Key, list[Message]] = {}
        for message in self.messages.values():
            found.setdefault(message.contact, []).append(message)
        return found

    def close(self) -> None:
        """Nothing can be written afterwards."""
        if self._file is not None:
            self._file.close()

    def _note(self, what: str, **fields: Any) -> None:
        line = {"at": time.time(), "what": what, **fields}
        if self._file is not None:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._file.flush()
        self._apply(line)

    def _apply(self, line: dict[str, Any]) -> None:
        match line["what"]:
            case "sent":
                self._begin(line)
            case "did":
                names = ("id", "kind", "subject", "event", "field", "value")
                self.deeds[line["id"]] = Deed(*(line[name] for name in names))
            case "broken":
                topic, partition, offset = line["place"]
                self.broken.append(Broken((topic, partition, offset), line["reason"]))
            case _:
                self._settle(line)

    def _begin(self, line: dict[str, Any]) -> None:
        known = self.messages.get(line["id"])
        if known is None:
            known = Message(line["id"], Key(*line["contact"]), line["step"], line["at"])
            self.messages[known.id] = known
        known.attempts += 1
        known.doors.add(line["door"])

    def _settle(self, line: dict[str, Any]) -> None:
        entry = self.messages.get(line["id"]) or self.deeds[line["id"]]
        if line["what"] == "unanswered":
            entry.unanswered += 1
        elif entry.outcome == "acked":
            return
        elif line["what"] == "refused":
            entry.code = line["code"]
            entry.outcome = "unknown" if entry.unanswered else "refused"
        else:
            entry.outcome = "acked"
            if isinstance(entry, Message):
                entry.settled_at = line["at"]
                entry.contact_id = line["result"]
            else:
                entry.result = line["result"]


def outcome_of(messages: list[Message]) -> Outcome:
    """Of a contact: taken if any message was taken, refused only if all were."""
    outcomes = {message.outcome for message in messages}
    if "acked" in outcomes:
        return "acked"
    return "unknown" if "unknown" in outcomes else "refused"


def accepts(ledger: Ledger) -> Iterator[tuple[float, float]]:
    """When each message of the HTTP door was first sent, and after how long it was taken."""
    for message in ledger.messages.values():
        if message.outcome == "acked" and message.doors == {"http"}:
            yield message.first_sent_at, message.accept_seconds
