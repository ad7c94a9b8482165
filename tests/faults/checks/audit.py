"""I8: of every change it is known who did it, when and why, and a timeline has a line for each."""

from collections import Counter
from collections.abc import Iterator

from tests.faults.checks.traces import once
from tests.faults.evidence.evidence import Evidence
from tests.faults.ledger import Ledger

_NEEDED = ("ce_actor", "ce_correlationid", "ce_time")


def audit(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I8, as far as there is an audit today."""
    changes: Counter[str] = Counter()
    for record in once(evidence):
        changes[record.subject] += record.topic == "tickets.tickets"
        missing = [name for name in _NEEDED if not record.texts.get(name)]
        if missing:
            yield f"event {record.id} of {record.topic} lacks {', '.join(missing)}"
    for ticket in evidence.tickets:
        page = ticket["timeline"]
        lines = sorted(line["position"] for line in page["items"])
        due = list(range(1, changes[ticket["id"]] + 1))
        if page["next"] is None and lines != due:
            yield f"ticket {ticket['number']} has the lines {lines} for {len(due)} changes"
