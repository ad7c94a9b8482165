"""I9: what cannot be read is set aside whole, once, and only that; nothing stays parked."""

import base64
from collections import Counter
from collections.abc import Iterator, Sequence

from tests.faults.evidence.evidence import Evidence, SetAside
from tests.faults.evidence.records import Record
from tests.faults.ledger import Ledger, Place


def aside(ledger: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I9."""
    due = {each.place: each.reason for each in ledger.broken}
    found = Counter(each.place for each in evidence.quarantined)
    for place in sorted(due.keys() - found.keys()):
        yield f"the broken record at {place} is nowhere ({due[place]})"
    for place, times in found.items():
        if times > 1:
            yield f"the record at {place} is in quarantine {times} times"
    for each in unexpected(ledger, evidence):
        yield f"{each.service} quarantined {each.place}: {each.reason}, {each.detail}"
    originals = {(r.topic, r.partition, r.offset): r for r in evidence.records}
    for each in evidence.quarantined:
        yield from _whole(each, originals.get(each.place))
    for service, topic, key in evidence.parked:
        yield f"{service} still parks the key {key} of {topic}"


def expected(ledger: Ledger, evidence: Evidence) -> list[SetAside]:
    """Records in quarantine that were broken on purpose."""
    due: set[Place] = {each.place for each in ledger.broken}
    return [each for each in evidence.quarantined if each.place in due]


def unexpected(ledger: Ledger, evidence: Evidence) -> list[SetAside]:
    """Records in quarantine that are in order."""
    due: set[Place] = {each.place for each in ledger.broken}
    return [each for each in evidence.quarantined if each.place not in due]


def _whole(item: SetAside, original: Record | None) -> Iterator[str]:
    if original is None:
        return  # older than this run
    kept = (_bytes(item.key), _bytes(item.value), _headers(item.headers))
    if kept != (original.key, original.value, tuple(original.headers)):
        yield f"quarantine at {item.place} does not hold the bytes of its record"
    if not item.reason or not item.detail:
        yield f"quarantine at {item.place} does not say why"


def _headers(headers: Sequence[tuple[str, str | None]]) -> tuple[tuple[str, bytes | None], ...]:
    return tuple((name, _bytes(value)) for name, value in headers)


def _bytes(text: str | None) -> bytes | None:
    if text is None:
        return None
    if text.startswith("base64:"):
        return base64.b64decode(text.removeprefix("base64:"))
    return text.encode()
