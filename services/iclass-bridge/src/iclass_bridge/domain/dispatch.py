"""One order's life in Iclass: requested, confirmed or refused, visited, ended."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from iclass_bridge.domain.events import (
    DispatchConfirmed,
    DispatchEvent,
    DispatchRefused,
    DivergenceFound,
    DivergenceSettled,
    TechnicianReported,
)
from iclass_bridge.domain.presence import DispatchState, ExternalRef
from iclass_bridge.domain.requests import WorkOrder
from iclass_bridge.domain.technician import CLOSED, Deed, Status, TechnicianEvent, VisitState

_ENDS = frozenset({Deed.COMPLETED, Deed.REJECTED})
# An order of ours in one of these states is as a visit that was promised anew should find it.
_LIVE = frozenset({"open", "in_progress"})


@dataclass
class Dispatch:
    """`last_sequence` is that of the newest deed applied to the work order now in use.

    `version` is the row as it was read; `news` counts the events told so far. Where a method takes
    `ours`, it is the state of the order on the platform, for the words of a divergence.
    """

    order_id: UUID
    order_number: int
    iclass_order_type: str
    requested_at: datetime
    state: DispatchState = DispatchState.REQUESTED
    refusal: str | None = None
    refs: tuple[ExternalRef, ...] = ()
    visit: VisitState | None = None
    visit_at: datetime | None = None
    last_sequence: int = 0
    diverged: bool = False
    version: int = 0
    news: int = 0
    _events: list[DispatchEvent] = field(default_factory=list)
    _changed_refs: dict[str, ExternalRef] = field(default_factory=dict)

    @property
    def number(self) -> str | None:
        """The work order's number now."""
        return next((ref.number for ref in self.refs if ref.valid_to is None), None)

    @property
    def may_be_requested(self) -> bool:
        """Iclass does not have it any more, or never would."""
        return self.state in (DispatchState.REFUSED, DispatchState.REJECTED)

    def pull_events(self) -> list[DispatchEvent]:
        """What others should know; empties the list."""
        pulled, self._events = self._events, []
        return pulled

    def pull_refs(self) -> list[ExternalRef]:
        """Numbers that are new or have ended; empties the list."""
        pulled, self._changed_refs = list(self._changed_refs.values()), {}
        return pulled

    def request_again(self, iclass_order_type: str, at: datetime) -> None:
        """After a refusal or a rejection. What had been its number is history."""
        self.state, self.iclass_order_type, self.requested_at = (
            DispatchState.REQUESTED,
            iclass_order_type,
            at,
        )
        self.refusal = None
        self._forget_number(at)

    def confirm(self, order: WorkOrder, at: datetime) -> None:
        """Iclass answered that it has the order; quiet if that was known."""
        if order.number in self._past_numbers():
            self.refuse(f"Iclass sigue con {order.number}, que allí ya terminó.", at)
        elif order.number != self.number:
            self._confirmed(order.number, at)

    def refuse(self, reason: str, at: datetime) -> None:
        """Iclass will not have it; quiet if it has proved otherwise meanwhile."""
        if self.state is DispatchState.REQUESTED:
            self.state, self.refusal = DispatchState.REFUSED, reason
            self._events.append(DispatchRefused(reason, at))

    def moved(self, order: WorkOrder, ours: str, at: datetime) -> None:
        """Iclass was told of a new slot, and has the order like this now."""
        if order.closed:
            self.diverge(ours, order.state, "Se dio otro turno a una visita que ya terminó.", at)
        else:
            self.visit, self.visit_at = order.state, at
            if ours in _LIVE:
                self._agree(ours, order.state, at)

    def called_off(self, order: WorkOrder, ours: str, at: datetime) -> None:
        """Iclass was told that the visit is not needed, and has the order like this now."""
        if order.state is VisitState.CANCELLED:
            self.visit, self.visit_at = order.state, at
            # What technicians did before they were told arrives later; it contradicts nothing.
            self.last_sequence = max(self.last_sequence, order.sequence)
            self._agree(ours, order.state, at)
        elif (ours, order.state) == ("finished", VisitState.COMPLETED):
            self._agree(ours, order.state, at)
        else:
            self.diverge(ours, order.state, "La visita ya no se pudo cancelar.", at)

    def take(self, event: TechnicianEvent, ours: str) -> Status:
        """Apply a technician's deed if it is news; what becomes of it."""
        if event.number in self._past_numbers():
            return self._take_late(event)
        if self.state is DispatchState.REJECTED and event.number != self.number:
            return self._contradict(event, ours, f"Tero no conoce {event.number}.")
        self._learn_of(event, ours)
        if event.deed is Deed.FOLLOW_UP:
            return self._report(event)
        return self._take_deed(event, ours)

    def diverge(self, ours: str, theirs: str, explanation: str, at: datetime) -> None:
        """The two sides disagree; a person should look."""
        self.diverged = True
        self._events.append(DivergenceFound(ours, theirs, explanation, at))

    def reconciled(self) -> None:
        """A person looked."""
        self.diverged = False

    def _agree(self, ours: str, theirs: str, at: datetime) -> None:
        """Iclass was just asked, and has the order as we do; news if it was otherwise before."""
        if self.diverged:
            self.diverged = False
            self._events.append(DivergenceSettled(ours, theirs, at))

    def _take_late(self, event: TechnicianEvent) -> Status:
        """Of a work order that is history: words still count, deeds do not."""
        return self._report(event) if event.deed is Deed.FOLLOW_UP else Status.SUPERSEDED

    def _take_deed(self, event: TechnicianEvent, ours: str) -> Status:
        if self.visit in CLOSED:
            return self._take_after_end(event, ours)
        if event.sequence > self.last_sequence:
            return self._report(event)
        if event.deed in _ENDS:
            return self._contradict(event, ours, "Antes llegaron pasos posteriores de la visita.")
        return Status.SUPERSEDED

    def _take_after_end(self, event: TechnicianEvent, ours: str) -> Status:
        if event.deed.value == self.visit:
            return Status.SUPERSEDED
        if event.deed in _ENDS or event.sequence > self.last_sequence:
            return self._contradict(event, ours, "La visita ya había terminado.")
        return Status.SUPERSEDED

    def _report(self, event: TechnicianEvent) -> Status:
        self._events.append(TechnicianReported(event))
        if event.deed is not Deed.FOLLOW_UP:
            self.last_sequence = event.sequence
            self.visit, self.visit_at = VisitState(event.deed.value), event.at
        if event.deed is Deed.REJECTED:
            self.state = DispatchState.REJECTED
        return Status.APPLIED

    def _contradict(self, event: TechnicianEvent, ours: str, explanation: str) -> Status:
        told = f"Lo informó {event.technician} de {event.number}. {explanation}"
        self.diverge(ours, event.deed, told, event.at)
        return Status.CONTRADICTORY

    def _learn_of(self, event: TechnicianEvent, ours: str) -> None:
        """An event proves that Iclass has the order, whatever its answer was or will be."""
        if event.number == self.number:
            return
        if self.state is DispatchState.REFUSED:
            self.diverge(ours, event.deed, "Iclass tiene una orden que había rechazado.", event.at)
        self._confirmed(event.number, event.at)

    def _confirmed(self, number: str, at: datetime) -> None:
        if number != self.number:
            self._forget_number(at)
            self._keep_ref(ExternalRef(number, at))
            self._events.append(DispatchConfirmed(number, at))
        self.state, self.refusal = DispatchState.CONFIRMED, None
        self.visit, self.visit_at = self.visit or VisitState.SCHEDULED, self.visit_at or at

    def _forget_number(self, at: datetime) -> None:
        for ref in self.refs:
            if ref.valid_to is None:
                self._keep_ref(replace(ref, valid_to=at))
        self.visit, self.visit_at, self.last_sequence = None, None, 0

    def _keep_ref(self, ref: ExternalRef) -> None:
        self.refs = (*(other for other in self.refs if other.number != ref.number), ref)
        self._changed_refs[ref.number] = ref

    def _past_numbers(self) -> frozenset[str]:
        return frozenset(ref.number for ref in self.refs if ref.valid_to is not None)
