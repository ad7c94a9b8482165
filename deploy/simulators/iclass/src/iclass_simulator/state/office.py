"""What the provider's back office asks for: visits made, moved and called off."""

from datetime import UTC, datetime
from typing import Any

from iclass_simulator.catalogue import ORDER_TYPES, next_in_turn, technician
from iclass_simulator.errors import ApiError
from iclass_simulator.state.book import OrderBook, Repeatable
from iclass_simulator.vocabulary import (
    CLOSED,
    Customer,
    Document,
    Line,
    Slot,
    State,
    Text,
    WorkOrder,
)


class WorkOrderToCreate(Document):
    """A visit somebody wants. Without `technician` it goes to whose turn it is."""

    external_reference: Line
    order_type: Line
    customer: Customer
    notes: Text
    schedule: Slot | None = None
    technician: Line | None = None


class Office:
    """Each method may be repeated: the second time changes nothing and answers the same order."""

    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def create(
        self, wanted: WorkOrderToCreate, repeatable: Repeatable | None
    ) -> tuple[WorkOrder, bool]:
        """The order for that external reference and whether it was made just now."""
        if wanted.order_type not in ORDER_TYPES:
            raise ApiError(
                422, "unknown_order_type", f"There is no order type {wanted.order_type!r}."
            )
        known = self._book.answered(repeatable) or self._book.by_reference(
            wanted.external_reference
        )
        if known:
            return known, False
        order = self._compose(wanted)
        self._book.record("order_created", order, repeatable)
        return order, True

    def reschedule(self, number: str, slot: Slot, repeatable: Repeatable | None) -> WorkOrder:
        """Give an open order a new appointment; the technician's app has to fetch it again."""
        order = self._book.order(number)
        if self._book.answered(repeatable):
            return order
        _refuse_closed(order)
        if order.state is State.SCHEDULED and order.schedule == slot:
            return order
        return self._change(
            "order_rescheduled", order, repeatable, state=State.SCHEDULED, schedule=slot
        )

    def cancel(self, number: str, reason: str | None, repeatable: Repeatable | None) -> WorkOrder:
        """Call an open order off."""
        order = self._book.order(number)
        if order.state is State.CANCELLED or self._book.answered(repeatable):
            return order
        _refuse_closed(order)
        return self._change(
            "order_cancelled", order, repeatable, state=State.CANCELLED, observation=reason
        )

    def _compose(self, wanted: WorkOrderToCreate) -> WorkOrder:
        count = len(self._book)
        visitor = technician(wanted.technician) if wanted.technician else next_in_turn(count)
        now = datetime.now(UTC)
        return WorkOrder(
            work_order_number=f"IC-{count + 1:06}",
            external_reference=wanted.external_reference,
            order_type=wanted.order_type,
            state=State.SCHEDULED,
            customer=wanted.customer,
            notes=wanted.notes,
            schedule=wanted.schedule,
            technician=visitor.ref,
            created_at=now,
            updated_at=now,
        )

    def _change(
        self, why: str, order: WorkOrder, repeatable: Repeatable | None, **changes: Any
    ) -> WorkOrder:
        changed = order.model_copy(update={**changes, "updated_at": datetime.now(UTC)})
        self._book.record(why, changed, repeatable)
        return changed


def _refuse_closed(order: WorkOrder) -> None:
    if order.state in CLOSED:
        raise ApiError(
            409, "work_order_closed", f"{order.work_order_number} is {order.state.value}."
        )
