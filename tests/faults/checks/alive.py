"""I11: once all is healed, everything comes to rest again, and soon. I12: and to what it needed."""

from collections.abc import Iterator, Mapping

from tests.faults.evidence.evidence import Evidence, Resources
from tests.faults.ledger import Ledger

_TIMES = 1.2
_SLACK = Resources(rss=24 << 20, files=10, connections=8)
"""Of small numbers a fifth is less than what comes and goes by itself; a pool opens a connection
when it first needs one more, up to ten, and keeps it."""


def alive(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """What did not come to rest."""
    yield from evidence.still


def frugal(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I12: memory, files and connections of each service, against those before."""
    yield from excess(evidence.before, evidence.after)


def excess(before: Mapping[str, Resources], after: Mapping[str, Resources]) -> Iterator[str]:
    """What services need now and did not need before, in sentences."""
    for name, earlier in before.items():
        later = after.get(name)
        if later is None:
            yield f"{name} does not run any more"
            continue
        for what in ("rss", "files", "connections"):
            had, has = getattr(earlier, what), getattr(later, what)
            if has > max(had * _TIMES, had + getattr(_SLACK, what)):
                yield f"{name} needs {has} {what}, before {had}"
