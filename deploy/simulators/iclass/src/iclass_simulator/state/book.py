"""All work orders, in memory, built from journal entries alone."""

from collections import defaultdict
from typing import Any, NamedTuple

from iclass_simulator.errors import ApiError
from iclass_simulator.state.journal import Entry, Journal
from iclass_simulator.vocabulary import CLOSED, WorkOrder


class Repeatable(NamedTuple):
    """A request that says how to recognise its repetition."""

    key: str
    digest: str


class OrderBook:
    """`record` is the only way to change something: it writes to the journal first and then does
    what a restart would do with the same line, so memory and journal cannot disagree."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._orders: dict[str, WorkOrder] = {}
        self._numbers: dict[str, str] = {}
        self._of_technician: defaultdict[str, list[str]] = defaultdict(list)
        self._answered: dict[str, tuple[str, str]] = {}

    def record(
        self, entry: str, order: WorkOrder, repeatable: Repeatable | None = None, **fields: Any
    ) -> None:
        """Note in the journal that `order` is now as given, and why."""
        self.apply(
            self._journal.append(
                entry,
                externalReference=order.external_reference,
                order=order.model_dump(mode="json"),
                repeatable=repeatable,
                **fields,
            )
        )

    def apply(self, entry: Entry) -> None:
        """Take over what one journal entry says; entries that are not about orders say nothing."""
        if "order" not in entry:
            return
        order = WorkOrder.model_validate(entry["order"])
        number = order.work_order_number
        if number not in self._orders:
            self._numbers[order.external_reference] = number
            self._of_technician[order.technician.id].append(number)
        self._orders[number] = order
        if entry["repeatable"]:
            key, digest = entry["repeatable"]
            self._answered[key] = (digest, number)

    def __len__(self) -> int:
        return len(self._orders)

    def order(self, number: str) -> WorkOrder:
        """The order of that number, or a 404."""
        if number not in self._orders:
            raise ApiError(404, "unknown_work_order", f"There is no work order {number!r}.")
        return self._orders[number]

    def by_reference(self, external_reference: str) -> WorkOrder | None:
        """The order made for that reference, if any."""
        number = self._numbers.get(external_reference)
        return self._orders[number] if number else None

    def of_technician(self, technician_id: str, *, closed_too: bool) -> list[WorkOrder]:
        """A technician's orders, the earliest visit first."""
        orders = (self._orders[number] for number in self._of_technician[technician_id])
        wanted = [order for order in orders if closed_too or order.state not in CLOSED]
        return sorted(wanted, key=_visiting_order)

    def answered(self, repeatable: Repeatable | None) -> WorkOrder | None:
        """The order a repeated request is about; 422 when its key came with another request."""
        if repeatable is None or repeatable.key not in self._answered:
            return None
        digest, number = self._answered[repeatable.key]
        if digest != repeatable.digest:
            raise ApiError(
                422, "idempotency_key_reused", "This Idempotency-Key came with another request."
            )
        return self._orders[number]


def _visiting_order(order: WorkOrder) -> tuple[str, str, str]:
    if order.schedule is None:
        return ("9999", "", order.work_order_number)
    return (order.schedule.date.isoformat(), order.schedule.from_, order.work_order_number)
