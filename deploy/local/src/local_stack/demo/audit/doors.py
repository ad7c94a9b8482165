"""The doors: each message was answered as it had to be, and what was unreadable is kept aside."""

from collections.abc import Iterator

from local_stack.demo.audit.account import Books
from local_stack.demo.day.items import Accepted, Ignored, Quarantined, Refused
from local_stack.demo.day.wire import TOPIC
from local_stack.demo.play.ledger import Sent

_ACCEPTED = 202


def answers(books: Books) -> Iterator[str]:
    """Every message was sent once and answered as its fate says."""
    sent = books.ledger.sent
    if len(sent) != len(books.day.messages):
        yield f"{len(sent)} of {len(books.day.messages)} messages were sent"
    for each in sent:
        if each.message.door == "topic":
            if each.place is None:
                yield f"{each.message.name} was never acknowledged by the broker"
        elif (said := _answer(each)) != (due := _due(each)):
            yield f"{each.message.name} was answered {said} instead of {due}"


def quarantine(books: Books) -> Iterator[str]:
    """Exactly the records that nobody can read are kept, each with its reason."""
    due: dict[tuple[int, int] | None, str] = {
        each.place: each.message.fate.reason
        for each in books.ledger.sent
        if isinstance(each.message.fate, Quarantined)
    }
    for service, rows in books.truth.quarantined.items():
        for row in rows:
            place = (row["partition"], row["offset"])
            wanted = due.pop(place, None) if (service, row["topic"]) == ("intake", TOPIC) else None
            if wanted != row["reason"]:
                yield f"{service} quarantined {row['topic']} {place}: {row['reason']}, {wanted=}"
    for missing, reason in due.items():
        yield f"the record at {missing} is not in quarantine for {reason}"
    for service, topic, key in books.truth.parked:
        yield f"{service} parked the key {key} of {topic}"


def _answer(sent: Sent) -> tuple[int | None, str, bool]:
    return sent.status, sent.code, sent.contact_id is not None


def _due(sent: Sent) -> tuple[int | None, str, bool]:
    match sent.message.fate:
        case Accepted():
            return _ACCEPTED, "", True
        case Ignored():
            return _ACCEPTED, "", False
        case Refused(status, code):
            return status, code, False
        case Quarantined():
            raise AssertionError("only the topic has a quarantine")
