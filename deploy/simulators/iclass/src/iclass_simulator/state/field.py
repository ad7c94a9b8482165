"""What technicians do with their orders, each deed becoming an event."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import uuid4

from iclass_simulator.catalogue import Technician
from iclass_simulator.errors import ApiError
from iclass_simulator.faults import Fault, Faults
from iclass_simulator.state.book import OrderBook
from iclass_simulator.vocabulary import CLOSED, Event, Kind, Slot, State, WorkOrder

AT_WORK = frozenset({State.DELIVERED, State.EN_ROUTE, State.ON_SITE})


class Deed(NamedTuple):
    """What was done, and the words that go with it."""

    kind: Kind
    text: str | None = None
    resolution: str | None = None
    observation: str | None = None
    slot: Slot | None = None


class Rule(NamedTuple):
    """From which states a deed is possible and where it leads; None stays where it is."""

    allowed: frozenset[State]
    leads_to: State | None


RULES: dict[Kind, Rule] = {
    Kind.DELIVERED: Rule(frozenset({State.SCHEDULED}), State.DELIVERED),
    Kind.EN_ROUTE: Rule(frozenset({State.DELIVERED}), State.EN_ROUTE),
    Kind.ON_SITE: Rule(frozenset({State.DELIVERED, State.EN_ROUTE}), State.ON_SITE),
    Kind.FOLLOW_UP: Rule(AT_WORK | {State.RESCHEDULED}, None),
    Kind.RESCHEDULED: Rule(AT_WORK, State.RESCHEDULED),
    Kind.COMPLETED: Rule(AT_WORK, State.COMPLETED),
    Kind.REJECTED: Rule(AT_WORK, State.REJECTED),
}

CONTRADICTION = {
    Kind.COMPLETED: Deed(Kind.REJECTED, text="El cliente no estaba en el domicilio."),
    Kind.REJECTED: Deed(Kind.COMPLETED, resolution="Servicio restablecido."),
}

Emit = Callable[[Event, WorkOrder, Technician], None]
"""Takes an event, the order as the event leaves it, and who did it; must not fail."""


class Field:
    """The technicians' side of the order book."""

    def __init__(self, book: OrderBook, faults: Faults, emit: Emit) -> None:
        self._book = book
        self._faults = faults
        self._emit = emit

    def fetch(self, technician: Technician, *, closed_too: bool) -> list[WorkOrder]:
        """What the technician's app shows; orders it had not seen become delivered."""
        return [
            self._do(order, technician, Deed(Kind.DELIVERED))
            if order.state is State.SCHEDULED
            else order
            for order in self._book.of_technician(technician.id, closed_too=closed_too)
        ]

    def act(self, technician: Technician, number: str, deed: Deed) -> WorkOrder:
        """Do it, or refuse with 403 (another's order) or 409 (not in this state)."""
        order = self._book.order(number)
        if order.technician.id != technician.id:
            raise ApiError(403, "not_your_order", f"{number} belongs to another technician.")
        rule = RULES[deed.kind]
        if order.state not in rule.allowed:
            if order.state is rule.leads_to and order.state not in CLOSED:
                return order  # a second tap on the same button
            raise ApiError(
                409,
                "not_in_this_state",
                f"{number} is {order.state.value}: {deed.kind.value} is not possible.",
            )
        return self._do(order, technician, deed)

    def _do(self, order: WorkOrder, technician: Technician, deed: Deed) -> WorkOrder:
        changed = self._tell(order, technician, deed, RULES[deed.kind].leads_to or order.state)
        if deed.kind in CONTRADICTION and self._faults.fires(Fault.CONTRADICTORY_CLOSE):
            # The order itself stays as it is: only what the outside hears disagrees.
            return self._tell(changed, technician, CONTRADICTION[deed.kind], changed.state)
        return changed

    def _tell(
        self, order: WorkOrder, technician: Technician, deed: Deed, state: State
    ) -> WorkOrder:
        now = datetime.now(UTC)
        event = Event(
            event_id=uuid4(),
            work_order_number=order.work_order_number,
            external_reference=order.external_reference,
            occurred_at=now,
            technician=technician.ref,
            sequence=order.last_sequence + 1,
            **deed._asdict(),
        )
        update = {"state": state, "updated_at": now, "last_sequence": event.sequence}
        if state is State.COMPLETED and deed.kind is Kind.COMPLETED:
            update |= {"resolution": deed.resolution, "observation": deed.observation}
        changed = order.model_copy(update=update)
        self._emit(event, changed, technician)
        return changed
