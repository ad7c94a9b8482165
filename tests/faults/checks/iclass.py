"""I5: one work order for each order that was sent to Iclass, and both sides say the same of it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from tests.faults.checks.traces import once
from tests.faults.evidence.evidence import Document, Evidence
from tests.faults.ledger import Ledger

_REQUESTED = "orders.order-dispatch-requested.v1"
_ON_THE_WAY = frozenset({"delivered", "en_route", "on_site"})


def iclass(_: Ledger, evidence: Evidence) -> Iterator[str]:
    """All of I5."""
    requested = {each.data["order_id"] for each in once(evidence) if each.kind == _REQUESTED}
    made = {ref: counts["effective"] for ref, counts in evidence.creates.items()}
    for order_id in sorted(requested | made.keys()):
        due, found = int(order_id in requested), made.get(order_id, 0)
        if found != due:
            yield f"order {order_id} has {found} work orders in Iclass instead of {due}"
    for order in evidence.orders:
        yield from _same(order, evidence.work_orders)
        yield from _words(order, evidence)


def _same(order: Document, work_orders: Mapping[str, str]) -> Iterator[str]:
    theirs = work_orders.get(order["id"])
    ours, visit = order["state"], order["dispatch"]["iclass_state"]
    if theirs == "completed" and ours != "finished":
        yield f"order {order['id']} is completed in Iclass and {ours} here"
    if theirs in _ON_THE_WAY and visit != theirs:
        yield f"order {order['id']} is {theirs} in Iclass and {visit} here"
    if theirs is not None and order["dispatch"]["state"] != "confirmed":
        yield f"order {order['id']} is in Iclass and {order['dispatch']['state']} here"
    if order["needs_reconciliation"]:
        yield f"order {order['id']} asks for a person to look at it"


def _words(order: Document, evidence: Evidence) -> Iterator[str]:
    """What technicians wrote stands in the order, each word once."""
    written = {
        each["eventId"]
        for each in evidence.deeds
        if each["externalReference"] == order["id"] and each["kind"] == "follow_up"
    }
    shown = Counter(each["id"] for each in order["follow_ups"] if each["source"] == "iclass")
    for event_id in sorted(written | shown.keys()):
        if shown[event_id] != int(event_id in written):
            yield f"order {order['id']} shows the follow-up {event_id} {shown[event_id]} times"
