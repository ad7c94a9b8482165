"""All invariants by their names in the plan."""

from collections.abc import Callable, Iterator, Mapping

from tests.faults.checks.alive import alive, frugal
from tests.faults.checks.aside import aside
from tests.faults.checks.audit import audit
from tests.faults.checks.complete import complete
from tests.faults.checks.iclass import iclass
from tests.faults.checks.legal import legal
from tests.faults.checks.mail import mail
from tests.faults.checks.monotonic import monotonic
from tests.faults.checks.rebuild import rebuild
from tests.faults.checks.unique import unique
from tests.faults.evidence.evidence import Evidence
from tests.faults.ledger import Ledger

Check = Callable[[Ledger, Evidence], Iterator[str]]

CHECKS: Mapping[str, Check] = {
    "I1": complete,
    "I2": unique,
    "I3": legal,
    "I4": monotonic,
    "I5": iclass,
    "I6": mail,
    "I7": rebuild,
    "I8": audit,
    "I9": aside,
    "I11": alive,
    "I12": frugal,
}


def violations(ledger: Ledger, evidence: Evidence) -> dict[str, list[str]]:
    """What is wrong, by invariant; only those that do not hold."""
    found = {name: list(check(ledger, evidence)) for name, check in CHECKS.items()}
    return {name: sentences for name, sentences in found.items() if sentences}
