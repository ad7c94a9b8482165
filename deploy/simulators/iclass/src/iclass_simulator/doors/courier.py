"""Takes technicians' events to their doors, orderly unless asked to misbehave."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Protocol

from iclass_simulator.catalogue import Technician
from iclass_simulator.doors.modes import Door, Mode, doors_for
from iclass_simulator.faults import Fault, Faults
from iclass_simulator.state.book import OrderBook
from iclass_simulator.vocabulary import Event, WorkOrder


class Way(Protocol):
    """A door that takes events and sees to it that they arrive, in order per work order."""

    def put(self, event: Event) -> None:
        """Return at once; the rest happens behind it."""
        ...


class Courier:
    """Writes an event down before it goes anywhere, so that a restart can go on from there."""

    def __init__(
        self, book: OrderBook, faults: Faults, ways: Mapping[Door, Way], mode: Mode
    ) -> None:
        self.mode = mode
        self._book = book
        self._faults = faults
        self._ways = ways
        self._held: defaultdict[str, list[tuple[Event, Door]]] = defaultdict(list)

    def emit(self, event: Event, order: WorkOrder, technician: Technician) -> None:
        """Note the event and what it made of the order, then send it."""
        doors = doors_for(self.mode, technician.door)
        self._book.record(
            "event_emitted",
            order,
            event=event.model_dump(mode="json"),
            doors=[door.value for door in doors],
        )
        copies = 2 if self._faults.fires(Fault.DUPLICATE_EVENT) else 1
        sendings = [(event, door) for door in doors for _ in range(copies)]
        if rule := self._faults.fires(Fault.REORDER_EVENTS):
            self._hold(order.work_order_number, sendings, rule.seconds)
        else:
            self.send(sendings)
            self._release(order.work_order_number)

    def send(self, sendings: Iterable[tuple[Event, Door]]) -> None:
        """Hand each event to its door."""
        for event, door in sendings:
            self._ways[door].put(event)

    def _hold(self, number: str, sendings: list[tuple[Event, Door]], seconds: float) -> None:
        self._held[number] += sendings
        # Nothing may ever overtake the last event of an order: it leaves late, but it leaves.
        asyncio.get_running_loop().call_later(seconds, self._release, number)

    def _release(self, number: str) -> None:
        self.send(self._held.pop(number, ()))
