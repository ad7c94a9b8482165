"""Which events say what; an event that lies in its topic twice is one event."""

from collections import Counter
from collections.abc import Iterator

from tests.faults.evidence.evidence import Evidence
from tests.faults.evidence.records import OWN, Record

Trace = tuple[str, str, str]
"""Type, field, value."""


def once(evidence: Evidence) -> Iterator[Record]:
    """The events that services told, in the order of their topics, each the first time."""
    seen: set[str] = set()
    for record in evidence.records:
        if record.topic in OWN and record.id not in seen:
            seen.add(record.id)
            yield record


def traces(evidence: Evidence) -> Counter[Trace]:
    """How many events say so."""
    return Counter(
        (record.kind, name, value)
        for record in once(evidence)
        for name, value in record.data.items()
        if isinstance(value, str)
    )
