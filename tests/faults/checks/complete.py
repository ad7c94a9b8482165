"""I1: whatever was taken is there; what was refused is not; nothing comes out of thin air."""

from collections import Counter
from collections.abc import Iterator

from tests.faults.checks.traces import traces
from tests.faults.evidence.evidence import Contact, Evidence
from tests.faults.ledger import Ledger, Message, outcome_of

from local_stack.demo.day.items import Key


def complete(ledger: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I1."""
    yield from lost(ledger, evidence)
    yield from refused(ledger, evidence)
    yield from out_of_thin_air(ledger, evidence)
    yield from wrong_receipts(ledger, evidence)


def lost(ledger: Ledger, evidence: Evidence) -> Iterator[str]:
    """Contacts, steps of calls, and deeds of people that were taken and have no effect."""
    seen = by_key(evidence)
    aside = {item.key for item in evidence.quarantined}
    for key, messages in ledger.contacts().items():
        taken = outcome_of(messages) == "acked"
        if taken and key not in seen and f"{key.source}/{key.external_id}" not in aside:
            yield f"contact {key.external_id} of {key.source} was taken and is lost"
        yield from _lost_steps(key, messages, seen.get(key, []))
    found = traces(evidence)
    for deed in ledger.deeds.values():
        if deed.outcome == "acked" and not found[deed.event, deed.field, deed.value]:
            yield f"{deed.kind} {deed.id} was answered and is lost"


def refused(ledger: Ledger, evidence: Evidence) -> Iterator[str]:
    """What was refused has no effect, and nothing well-formed is refused."""
    seen = by_key(evidence)
    for key, messages in ledger.contacts().items():
        if outcome_of(messages) == "refused" and key in seen:
            yield f"contact {key.external_id} was refused and is there"
        for message in messages:
            if message.outcome == "refused":
                yield f"{message.id} is in order and was refused: {message.code}"
    found = traces(evidence)
    for deed in ledger.deeds.values():
        if deed.outcome == "refused" and found[deed.event, deed.field, deed.value]:
            yield f"{deed.kind} {deed.id} was refused and has an effect"


def out_of_thin_air(ledger: Ledger, evidence: Evidence) -> Iterator[str]:
    """The desk shows what somebody sent, and nothing else."""
    sent = ledger.contacts()
    for key in by_key(evidence):
        if key not in sent:
            yield f"nobody sent the contact {key.external_id} of {key.source}"


def wrong_receipts(ledger: Ledger, evidence: Evidence) -> Iterator[str]:
    """The id that a door answered is the contact's."""
    ids = {key: {each.id for each in found} for key, found in by_key(evidence).items()}
    for message in ledger.messages.values():
        known = ids.get(message.contact)
        if message.contact_id and known and message.contact_id not in known:
            yield f"{message.id} was answered with the id of another contact"


def by_key(evidence: Evidence) -> dict[Key, list[Contact]]:
    """What the desk shows, by the names under which channels reported it."""
    found: dict[Key, list[Contact]] = {}
    for each in evidence.contacts:
        key = Key(each.source, each.channel, each.external_id)  # type: ignore[arg-type] # as told
        found.setdefault(key, []).append(each)
    return found


def _lost_steps(key: Key, messages: list[Message], seen: list[Contact]) -> Iterator[str]:
    """A call whose end was taken is over."""
    ended = any(m.step == "hangup" and m.outcome == "acked" for m in messages)
    states = Counter(each.state for each in seen)
    if ended and states["live"]:
        yield f"the end of call {key.external_id} was taken and is lost"
