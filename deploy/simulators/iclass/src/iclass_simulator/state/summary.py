"""The journal told the way tests ask for it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from iclass_simulator.state.journal import Entry


class View(StrEnum):
    """Which part of the journal."""

    CREATES = "creates"
    EVENTS = "events"
    DELIVERIES = "deliveries"


def summarise(
    entries: Iterable[Entry], views: Iterable[View], external_reference: str | None
) -> dict[str, Any]:
    """Creates counted per external reference; events and delivery attempts as lists.

    `attempted` counts every well-formed create that arrived, also those answered with a fault;
    `effective` counts the work orders made.
    """
    creates: dict[str, dict[str, int]] = {}
    events: list[Entry] = []
    deliveries: list[Entry] = []
    for entry in entries:
        if external_reference not in (None, entry.get("externalReference")):
            continue
        match entry["entry"]:
            case "create_attempted":
                _count(creates, entry, "attempted")
            case "order_created":
                _count(creates, entry, "effective")
            case "event_emitted":
                events.append({**entry["event"], "doors": entry["doors"]})
            case "delivery_attempted":
                deliveries.append({key: value for key, value in entry.items() if key != "entry"})
    told = {View.CREATES: creates, View.EVENTS: events, View.DELIVERIES: deliveries}
    return {view.value: told[view] for view in views}


def _count(creates: dict[str, dict[str, int]], entry: Entry, what: str) -> None:
    counts = creates.setdefault(entry["externalReference"], {"attempted": 0, "effective": 0})
    counts[what] += 1
