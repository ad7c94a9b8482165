"""What Iclass reports about an order. Nothing here refuses: a technician's word that does not fit
is kept as a late event, and a person is asked to look."""

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from orders.domain.dispatch import DispatchState
from orders.domain.events import By
from orders.domain.order import ServiceOrder
from orders.domain.state import State
from orders.domain.timeline import Entry, Kind

Milestone = Literal["delivered", "en_route", "on_site"]

BRIDGE = By(None, "Iclass", "iclass")


def dispatch_confirmed(order: ServiceOrder, number: str, at: datetime) -> None:
    """Iclass has the order, perhaps under another number than before."""
    if order.dispatch.state in (DispatchState.NONE, DispatchState.REJECTED):
        _too_late(order, "dispatch_confirmed", number, BRIDGE, at)
        return
    entry = Entry(uuid4(), Kind.DISPATCH_CONFIRMED, at, BRIDGE, subject=number)
    order.settle_dispatch(order.dispatch.confirmed(number, at), entry)


def dispatch_refused(order: ServiceOrder, reason: str, at: datetime) -> None:
    """Iclass will not have the order as it is."""
    if order.dispatch.state is not DispatchState.REQUESTED:
        _too_late(order, "dispatch_refused", reason, BRIDGE, at)
        return
    entry = Entry(uuid4(), Kind.DISPATCH_REFUSED, at, BRIDGE, reason)
    order.settle_dispatch(order.dispatch.ended(DispatchState.REFUSED, reason), entry)


def visit_progressed(order: ServiceOrder, milestone: Milestone, by: By, at: datetime) -> None:
    """A milestone of the visit. Being on the way starts the order, once."""
    begins = milestone != "delivered"
    if not _fits(order) or (begins and order.state is State.RESCHEDULE):
        _too_late(order, milestone, "", by, at)
        return
    seen = order.dispatch.seen(milestone, at)
    order.settle_dispatch(seen, Entry(uuid4(), Kind.MILESTONE, at, by, subject=milestone))
    if begins:
        order.start()


def follow_up_reported(
    order: ServiceOrder, follow_up_id: UUID, text: str, by: By, at: datetime
) -> None:
    """What a technician writes counts in any state."""
    order.add_follow_up(follow_up_id, text, by, at)


def visit_rescheduled(order: ServiceOrder, reason: str, by: By, at: datetime) -> None:
    """The visit did not take place as promised."""
    if not _fits(order):
        _too_late(order, "rescheduled", reason, by, at)
    elif order.state is State.RESCHEDULE:
        # Both sides say the same; the second reason is still worth a line.
        order.note(Entry(uuid4(), Kind.MILESTONE, at, by, reason, "rescheduled"))
    else:
        order.reschedule(reason, by, at)


def work_completed(
    order: ServiceOrder, resolution: str, observation: str | None, by: By, at: datetime
) -> None:
    """The technician is done, and so is the order: nobody copies that by hand."""
    if _fits(order):
        order.finish(resolution, observation, by, at)
    else:
        _too_late(order, "completed", resolution, by, at)


def work_rejected(order: ServiceOrder, reason: str, by: By, at: datetime) -> None:
    """The technician sends the order back to the dispatcher."""
    if _fits(order):
        order.give_back(reason, by, at)
    else:
        _too_late(order, "rejected", reason, by, at)


def divergence_found(order: ServiceOrder, explanation: str, theirs: str, at: datetime) -> None:
    """The bridge saw Iclass contradict itself or us; `theirs` is what it has of the visit."""
    order.note_for_a_person(Entry(uuid4(), Kind.DIVERGENCE, at, BRIDGE, explanation, theirs))


def divergence_settled(order: ServiceOrder, theirs: str, at: datetime) -> None:
    """The bridge looked again, and Iclass has the order as we do."""
    order.agreed(Entry(uuid4(), Kind.RECONCILED, at, BRIDGE, subject=theirs))


def _fits(order: ServiceOrder) -> bool:
    return order.live and order.dispatch.active


def _too_late(order: ServiceOrder, subject: str, text: str, by: By, at: datetime) -> None:
    order.note_for_a_person(Entry(uuid4(), Kind.LATE_EVENT, at, by, text, subject))
