"""What a run is measured by: one row of the table."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, Protocol

from tests.faults.checks.aside import expected, unexpected
from tests.faults.checks.complete import by_key, lost
from tests.faults.checks.mail import explained, unexplained
from tests.faults.checks.unique import unique
from tests.faults.evidence.evidence import Evidence, Sample
from tests.faults.ledger import Ledger, Message, accepts, outcome_of
from tests.faults.run import Run, Shape, Times

LATE_SECONDS = 5.0
"""What takes longer than this to be accepted or to be seen is not back to normal."""
_SECONDS_OF_TRAFFIC = 3.0


@dataclass(frozen=True)
class Row:
    """Counts of contacts where nothing else is said; `lost` and `duplicated` count all that was.
    Times in seconds, accept times in milliseconds; None where nothing was measured. `wrong` are
    the sentences of the invariants that do not hold, by their names. `late_seconds` is how late
    this harness itself was, at worst: on a machine that is busy with other things, times and
    recoveries say more about the machine than about Tero."""

    scenario: str
    seed: int
    sent: int
    acked: int
    refused: int
    unknown: int
    found: int
    lost: int
    duplicated: int
    quarantined_expected: int
    quarantined_unexpected: int
    iclass_orders: int
    iclass_effective: int
    iclass_attempts: int
    mail_ids: int
    mail_sent: int
    mail_explained: int
    mail_unexplained: int
    max_lag: int
    recovery_seconds: float | None
    recovery_target: float
    accept_before: float | None
    accept_during: float | None
    accept_after: float | None
    run: str = ""
    late_seconds: float = 0.0
    seconds: float = 0.0
    wrong: dict[str, list[str]] = field(default_factory=dict)

    @property
    def missed(self) -> list[str]:
        """The targets that are missed, in words."""
        slow = self.recovery_seconds is None or self.recovery_seconds > self.recovery_target
        missed = {
            "lost": self.lost > 0,
            "duplicated": self.duplicated > 0,
            "unexplained mail": self.mail_unexplained > 0,
            "recovery": slow,
        }
        return [*(name for name, is_missed in missed.items() if is_missed), *self.wrong]


def row_of(
    scenario: str, run: Run, evidence: Evidence, wrong: dict[str, list[str]], target: float
) -> Row:
    """The figures of a run that is over."""
    ledger = run.ledger
    outcomes = [outcome_of(messages) for messages in ledger.contacts().values()]
    creates = evidence.creates.values()
    accepted = p95_by_phase(run)
    return Row(
        scenario=scenario,
        seed=run.seed,
        sent=len(outcomes),
        acked=outcomes.count("acked"),
        refused=outcomes.count("refused"),
        unknown=outcomes.count("unknown"),
        found=len(by_key(evidence)),
        lost=len(list(lost(ledger, evidence))),
        duplicated=len(list(unique(ledger, evidence))),
        quarantined_expected=len(expected(ledger, evidence)),
        quarantined_unexpected=len(unexpected(ledger, evidence)),
        iclass_orders=len(evidence.creates),
        iclass_effective=sum(each["effective"] for each in creates),
        iclass_attempts=sum(each["attempted"] for each in creates),
        mail_ids=len({each.message_id for each in evidence.mails}),
        mail_sent=len(evidence.mails),
        mail_explained=len(explained(evidence)),
        mail_unexplained=len(unexplained(evidence)),
        max_lag=max((sample.lag or 0 for sample in evidence.samples), default=0),
        recovery_seconds=recovery_seconds(run, evidence),
        recovery_target=target,
        accept_before=accepted.get("before"),
        accept_during=accepted.get("during"),
        accept_after=accepted.get("after"),
        run=run.name,
        late_seconds=round(max((sample.late for sample in evidence.samples), default=0.0), 1),
        wrong=wrong,
    )


class Timed(Protocol):
    """What recovery is measured by, of a run."""

    @property
    def times(self) -> Times: ...
    @property
    def shape(self) -> Shape: ...
    @property
    def ledger(self) -> Ledger: ...


def failed_row(scenario: str, seed: int, why: str) -> Row:
    """Of a run that could not be brought to its end: nothing is known but that."""
    told: dict[str, Any] = {each.name: 0 if each.type is int else None for each in fields(Row)}
    told |= {"scenario": scenario, "seed": seed, "run": "", "recovery_target": 0.0}
    told |= {"seconds": 0.0, "late_seconds": 0.0}
    return Row(**told | {"wrong": {"run": [f"could not be brought to its end: {why}"]}})


def recovery_seconds(run: Timed, evidence: Evidence) -> float | None:
    """From the end of the faults until nothing waited longer than traffic makes it wait, and
    everything was accepted and seen within seconds again; None if that never came."""
    healed = run.times.healed
    little = _SECONDS_OF_TRAFFIC * run.shape.rate * max(run.shape.copies)
    waiting = _recovered(evidence.samples, healed, little)
    if waiting is None:
        return None
    late = [waiting, *_late_accepts(run.ledger), *_late_sights(run.ledger, evidence)]
    return round(max(0.0, max(late) - healed), 1)


def p95_by_phase(run: Run) -> dict[str, float]:
    """Milliseconds from the first attempt to the answer, at the HTTP door."""
    found: dict[str, list[float]] = {}
    for at, seconds in accepts(run.ledger):
        found.setdefault(run.times.phase(at), []).append(seconds * 1000)
    return {phase: round(percentile(values, 0.95), 1) for phase, values in found.items()}


def percentile(values: Iterable[float], share: float) -> float:
    """The value that so large a share does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _recovered(samples: Iterable[Sample], healed: float, little: float) -> float | None:
    """The first moment after which little waited at every moment."""
    since: float | None = None
    for sample in samples:
        waits = (sample.lag, sample.outbox, sample.calls)
        is_little = None not in waits and sum(each or 0 for each in waits) <= little
        if sample.at < healed:
            continue
        since = (since or sample.at) if is_little else None
    return since


def _late_accepts(ledger: Ledger) -> list[float]:
    return [
        message.settled_at
        for message in ledger.messages.values()
        if message.outcome == "acked" and message.accept_seconds > LATE_SECONDS
    ]


def _late_sights(ledger: Ledger, evidence: Evidence) -> list[float]:
    """When contacts were told that had been accepted long before."""
    first: dict[tuple[str, str], Message] = {}
    for message in ledger.messages.values():
        if message.outcome == "acked":
            first.setdefault((message.contact.source, message.contact.external_id), message)
    late = []
    for record in evidence.records:
        if record.kind != "intake.contact-received.v1":
            continue
        message_of = first.get((record.data["source"], record.data["external_id"]))
        told = record.timestamp / 1000
        if message_of and told - message_of.settled_at > LATE_SECONDS:
            late.append(told)
    return late
