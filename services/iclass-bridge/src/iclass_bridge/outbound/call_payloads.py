"""A request, and what Iclass answered to it, as the kernel keeps them until they are settled."""

from dataclasses import asdict
from datetime import date, time
from typing import Any

from iclass_bridge.domain.requests import (
    CancelWorkOrder,
    CreateWorkOrder,
    Request,
    RescheduleWorkOrder,
    Slot,
    WorkOrder,
)
from iclass_bridge.domain.technician import VisitState

KIND = "iclass"

_OPERATIONS: dict[type[Request], str] = {
    CreateWorkOrder: "create",
    RescheduleWorkOrder: "reschedule",
    CancelWorkOrder: "cancel",
}


def payload_of(request: Request) -> dict[str, Any]:
    """JSON-ready, with the operation's name."""
    return {"operation": _OPERATIONS[type(request)], **asdict(request)}


def request_of(payload: dict[str, Any]) -> Request:
    """The request of a payload made here, perhaps by an older release."""
    fields = {name: value for name, value in payload.items() if name != "operation"}
    match payload["operation"]:
        case "create":
            return CreateWorkOrder(**{**fields, "slot": _slot(fields.get("slot"))})
        case "reschedule":
            return RescheduleWorkOrder(_required_slot(fields["slot"]))
        case "cancel":
            return CancelWorkOrder(fields["reason"])
        case unknown:
            raise ValueError(f"no such operation: {unknown}")


def answer_of(order: WorkOrder | None) -> dict[str, Any] | None:
    """JSON-ready."""
    return None if order is None else asdict(order)


def work_order_of(answer: dict[str, Any] | None) -> WorkOrder | None:
    """The work order of an answer made here."""
    if answer is None:
        return None
    return WorkOrder(**{**answer, "state": VisitState(answer["state"])})


def _slot(value: dict[str, str] | None) -> Slot | None:
    return _required_slot(value) if value else None


def _required_slot(value: dict[str, str]) -> Slot:
    return Slot(
        date.fromisoformat(value["day"]),
        time.fromisoformat(value["start"]),
        time.fromisoformat(value["end"]),
    )
