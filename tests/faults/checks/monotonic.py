"""I4: the events of one thing are numbered from one, without gap, in their order; an id has one
content for ever. The same event may lie in its topic twice: readers drop it. What is said beside
the life of a thing has no number at all."""

from collections.abc import Iterator

from tests.faults.checks.machines import UNNUMBERED
from tests.faults.evidence.evidence import Evidence
from tests.faults.evidence.records import OWN, Record
from tests.faults.ledger import Ledger


def monotonic(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I4, per topic and key."""
    contents: dict[str, tuple[bytes | None, str, str, int]] = {}
    reached = dict(evidence.sequences)
    for record in evidence.records:
        if record.topic not in OWN:
            continue
        content = (record.value, record.topic, record.subject, record.sequence)
        known = contents.setdefault(record.id, content)
        if known != content:
            yield f"event {record.id} of {record.topic} has two contents"
        elif known is content and record.kind not in UNNUMBERED:
            yield from _follows(record, reached)
        elif record.kind in UNNUMBERED and record.sequence:
            yield f"{record.kind} of {record.subject} is numbered {record.sequence}"


def _follows(record: Record, reached: dict[tuple[str, str], int]) -> Iterator[str]:
    place = (record.topic, record.subject)
    due = reached.get(place, 0) + 1
    if record.sequence != due:
        yield f"{record.topic} tells {record.sequence} of {record.subject} where {due} is due"
    reached[place] = max(due - 1, record.sequence)
