"""I3: every life is one that the rules allow, and ends where the screens show it."""

from collections.abc import Iterable, Iterator

from tests.faults.checks.machines import MACHINES, NEVER, NEVER_OF_CALLS, NOTHING, Machine
from tests.faults.checks.traces import once
from tests.faults.evidence.evidence import Evidence
from tests.faults.evidence.records import Record
from tests.faults.ledger import Ledger

Lives = dict[tuple[str, str], list[Record]]


def legal(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I3, for what began in this run."""
    ends: dict[tuple[str, str], str] = {}
    for (topic, key), life in lives(evidence).items():
        for number, machine in enumerate(MACHINES[topic]):
            end, wrong = follow(machine, life)
            yield from (f"{topic} {key}: {sentence}" for sentence in wrong)
            if number == 0:
                ends[topic, key] = end
    yield from _shown(evidence, ends)


def lives(evidence: Evidence) -> Lives:
    """The events of each key that had none before, in their own order."""
    found: Lives = {}
    for record in once(evidence):
        place = (record.topic, record.subject)
        if place not in evidence.sequences:
            found.setdefault(place, []).append(record)
    return {place: sorted(life, key=lambda each: each.sequence) for place, life in found.items()}


def follow(machine: Machine, life: Iterable[Record]) -> tuple[str, list[str]]:
    """The state in which it ends, and what was not possible on the way."""
    state, wrong = NOTHING, []
    for record in life:
        rule = machine.get(record.kind)
        if rule is None:
            continue
        following = str(record.data.get(rule.field)) if rule.field else rule.to or state
        forbidden = (state, following) in NEVER.get(record.kind, ())
        if record.data.get("channel") == "call":
            forbidden |= (state, following) in NEVER_OF_CALLS.get(record.kind, ())
        if state not in rule.after or forbidden:
            wrong.append(f"{record.kind} to {following!r} is not possible in {state!r}")
        state = following
    return state, wrong


def _shown(evidence: Evidence, ends: dict[tuple[str, str], str]) -> Iterator[str]:
    shown = [("intake.contacts", each.id, each.state) for each in evidence.contacts]
    shown += [("tickets.tickets", each["id"], each["state"]) for each in evidence.tickets]
    shown += [("orders.orders", each["id"], each["state"]) for each in evidence.orders]
    for topic, key, state in shown:
        told = ends.get((topic, key))
        if told is None and (topic, key) not in evidence.sequences:
            yield f"{topic} never told of {key}, which is shown as {state}"
        elif told not in (None, state):
            yield f"{topic} {key} is shown as {state}, and its events end in {told}"
