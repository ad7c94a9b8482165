"""I2: nothing is there twice."""

from collections import Counter
from collections.abc import Iterator

from tests.faults.checks.complete import by_key
from tests.faults.checks.traces import once, traces
from tests.faults.evidence.evidence import Evidence
from tests.faults.ledger import Ledger


def unique(ledger: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I2: contacts, tickets, orders, the effects of deeds, and what follows from events."""
    for key, found in by_key(evidence).items():
        if len({each.id for each in found}) > 1:
            yield f"contact {key.external_id} of {key.source} is there {len(found)} times"
    yield from _repeated("the desk lists contact", [each.id for each in evidence.contacts])
    tickets = [each["contact_id"] for each in evidence.tickets if each["contact_id"]]
    yield from _repeated("there are tickets of contact", tickets)
    for name, rows in (("ticket", evidence.tickets), ("order", evidence.orders)):
        yield from _repeated(f"the number of {name}", [str(row["number"]) for row in rows])
    found_traces = traces(evidence)
    for deed in ledger.deeds.values():
        times = found_traces[deed.event, deed.field, deed.value]
        if times > 1:
            yield f"{deed.kind} {deed.id} had its effect {times} times"
    yield from _followed_twice(evidence)
    for order in evidence.orders:
        told = [line for line in order["timeline"] if line["source"] == "iclass"]
        lines = ["{kind} at {at}: {body}".format(**line) for line in told]
        yield from _repeated(f"order {order['id']} shows", lines)


def _followed_twice(evidence: Evidence) -> Iterator[str]:
    """From one message follows one event of a type for a key, however often it is delivered."""
    followed = Counter(
        (each.topic, each.subject, each.kind, each.texts["ce_causationid"])
        for each in once(evidence)
        if "ce_causationid" in each.texts
    )
    for (topic, key, kind, cause), times in followed.items():
        if times > 1:
            yield f"{kind} of {key} on {topic} followed {times} times from {cause}"


def _repeated(what: str, names: list[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{what} {name} {times} times"
