"""A service order: work handed to the technical area, with a life of its own."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from chassis.errors import Conflict, Invalid
from orders.domain import events
from orders.domain.closing import Closing
from orders.domain.customer import Customer
from orders.domain.dispatch import Dispatch, DispatchState
from orders.domain.events import By, OrderEvent, Slot
from orders.domain.state import LIVE, State
from orders.domain.timeline import Entry, Kind

TECHNICAL_AREA = "technical"


@dataclass
class ServiceOrder:
    """One id for ever, whatever numbers Iclass gives it. Methods act or refuse with a code.

    `version` is the row as it was read; `news` counts the events told so far.
    """

    id: UUID
    number: int
    ticket_id: UUID
    ticket_number: int
    description: str
    order_type: str | None
    customer: Customer
    created_by: By
    created_at: datetime
    state: State = State.OPEN
    area: str = TECHNICAL_AREA
    dispatch: Dispatch = field(default_factory=Dispatch)
    slot: Slot | None = None
    attempts: int = 0
    closing: Closing | None = None
    needs_reconciliation: bool = False
    version: int = 0
    news: int = 0
    _events: list[OrderEvent] = field(default_factory=list)
    _entries: list[Entry] = field(default_factory=list)

    @property
    def live(self) -> bool:
        """Neither finished nor cancelled."""
        return self.state in LIVE

    def pull_events(self) -> list[OrderEvent]:
        """What others should know; empties the list."""
        pulled, self._events = self._events, []
        return pulled

    def pull_entries(self) -> list[Entry]:
        """New lines of the timeline; empties the list."""
        pulled, self._entries = self._entries, []
        return pulled

    def opened(self) -> None:
        """It was made just now."""
        self._events.append(events.OrderOpened(self.created_by))
        self._log(Kind.OPENED, self.created_at, self.created_by, self.description)

    def complete_customer(self, known: Customer, by: By, at: datetime) -> None:
        """Fill in what was not known before; quiet if that is nothing."""
        completed = self.customer.completed_by(known)
        if completed != self.customer:
            self.customer = completed
            self._log(Kind.CUSTOMER_COMPLETED, at, by)

    def request_dispatch(self, iclass_order_type: str, by: By, at: datetime) -> None:
        """Ask for the order to be made in Iclass too."""
        self._must_be_live()
        if self.dispatch.active:
            raise Conflict(
                "This order is in Iclass already, or on its way there.",
                code="already-dispatched",
                dispatch_state=self.dispatch.state.value,
                work_order_number=self.dispatch.number,
            )
        if lacking := self.customer.lacking:
            raise Invalid(
                f"A visit needs {', '.join(lacking)}; nobody knows that of this customer yet.",
                code="order-lacks-data",
                missing=list(lacking),
            )
        self.dispatch = self.dispatch.requested(iclass_order_type, by.name, at)
        self._events.append(events.OrderDispatchRequested(iclass_order_type, by))
        self._log(Kind.DISPATCH_REQUESTED, at, by, subject=iclass_order_type)

    def add_follow_up(self, entry_id: UUID, body: str, by: By, at: datetime) -> None:
        """A line of the log. In any state: what was seen afterwards belongs there too."""
        self._events.append(events.FollowUpAdded(entry_id, by, body, at))
        self._entries.append(Entry(entry_id, Kind.FOLLOW_UP, at, by, body))

    def start(self) -> None:
        """Technicians are at it; quiet if they were before."""
        if self.state is State.OPEN:
            self.state = State.IN_PROGRESS
            self._events.append(events.OrderStarted())

    def reschedule(self, reason: str, by: By, at: datetime) -> None:
        """The visit failed; the order waits for a new slot."""
        self._must_be_live()
        if self.state is State.RESCHEDULE:
            raise Conflict("This order waits for a new slot already.", code="order-awaits-slot")
        self.state = State.RESCHEDULE
        self._events.append(events.OrderRescheduled(reason, by))
        self._log(Kind.RESCHEDULED, at, by, reason)

    def book_slot(self, slot: Slot, by: By, at: datetime) -> None:
        """Promise a visit; each promise is one attempt."""
        self._must_be_live()
        if self.state is State.IN_PROGRESS:
            raise Conflict(
                "Technicians are at this order; reschedule it first.", code="order-in-progress"
            )
        if slot.end <= slot.start:
            raise Invalid("A slot ends after it starts.", code="slot-ends-before-it-starts")
        self.state, self.slot, self.attempts = State.OPEN, slot, self.attempts + 1
        self._events.append(events.SlotBooked(slot, self.attempts, self.dispatch.active, by))
        window = f"{slot.day} {slot.start:%H:%M}-{slot.end:%H:%M}"
        self._log(Kind.SLOT_BOOKED, at, by, window, str(self.attempts))

    def finish(self, resolution: str, observation: str | None, by: By, at: datetime) -> None:
        """The work is done. Whoever says so first is right."""
        self._must_be_live()
        self.state = State.FINISHED
        self.closing = Closing(by, at, resolution, observation)
        in_iclass = self.dispatch.active and by.side == "platform"
        self._events.append(events.OrderFinished(resolution, observation, in_iclass, by))
        self._log(Kind.FINISHED, at, by, resolution)

    def must_not_live_in_iclass(self) -> None:
        """For kinds of orders that only the technicians may finish once they have them."""
        if self.dispatch.active:
            raise Conflict(
                "This kind of order is finished in Iclass while it is there.",
                code="order-lives-in-iclass",
                work_order_number=self.dispatch.number,
            )

    def cancel(self, reason: str, by: By, at: datetime) -> None:
        """End it without the work being done."""
        self._must_be_live()
        self.state = State.CANCELLED
        self.closing = Closing(by, at, reason)
        self._events.append(events.OrderCancelled(reason, self.dispatch.active, by))
        self._log(Kind.CANCELLED, at, by, reason)

    def give_back(self, reason: str, by: By, at: datetime) -> None:
        """The technician returns it to the dispatcher: open again, no longer in Iclass."""
        self._must_be_live()
        self.state = State.OPEN
        self.dispatch = self.dispatch.ended(DispatchState.REJECTED, reason)
        self._events.append(events.OrderReturned(reason, by))
        self._log(Kind.RETURNED, at, by, reason)

    def settle_dispatch(self, dispatch: Dispatch, entry: Entry) -> None:
        """Keep what became of the request; a new number is news."""
        if dispatch.number is not None and dispatch.number != self.dispatch.number:
            self._events.append(events.OrderDispatched(dispatch.number))
        self.dispatch = dispatch
        self._entries.append(entry)

    def note(self, entry: Entry) -> None:
        """A line that changes nothing else."""
        self._entries.append(entry)

    def note_for_a_person(self, entry: Entry) -> None:
        """A line somebody has to look at: the two sides tell different stories."""
        self.needs_reconciliation = True
        self._entries.append(entry)

    def reconcile(self, note: str, by: By, at: datetime) -> None:
        """A person looked, and says how it is."""
        if not self.needs_reconciliation:
            raise Conflict("Nobody has to look at this order.", code="order-is-reconciled")
        self.needs_reconciliation = False
        self._events.append(events.OrderReconciled(note, by))
        self._log(Kind.RECONCILED, at, by, note)

    def agreed(self, entry: Entry) -> None:
        """The two sides tell the same story again: nobody has to look any more."""
        self.needs_reconciliation = False
        self._entries.append(entry)

    def _must_be_live(self) -> None:
        if not self.live:
            raise Conflict(
                f"This order is {self.state.value}.", code=f"order-is-{self.state.value}"
            )

    def _log(
        self, kind: Kind, at: datetime, by: By, body: str = "", subject: str | None = None
    ) -> None:
        self._entries.append(Entry(uuid4(), kind, at, by, body, subject))
