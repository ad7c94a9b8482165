"""Between Tero's words and those of Iclass, for requests and answers. Their words end here."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from chassis.calls import TryAgain
from iclass_bridge.domain.requests import CreateWorkOrder, Slot, WorkOrder
from iclass_bridge.domain.technician import VisitState

# What Iclass takes as the reason of a cancellation.
_LONGEST_REASON = 200
_LONGEST_PAUSE = 3_600.0


class _WorkOrderDocument(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore")

    work_order_number: str = Field(min_length=1, max_length=100)
    state: VisitState
    last_sequence: int = 0


class _Refusal(BaseModel):
    code: str = ""
    message: str = ""


class _ErrorDocument(BaseModel):
    error: _Refusal


def creation(order_id: UUID, wanted: CreateWorkOrder) -> dict[str, Any]:
    """The body that makes a work order. The order's id is how it can be found again."""
    return {
        "externalReference": str(order_id),
        "orderType": wanted.order_type,
        "notes": wanted.description,
        "customer": {
            "name": wanted.customer_name,
            "document": wanted.customer_national_id,
            "phone": wanted.customer_phone,
            "address": wanted.address,
            "city": wanted.city,
            "lat": wanted.latitude,
            "lon": wanted.longitude,
        },
        "schedule": schedule(wanted.slot) if wanted.slot else None,
    }


def schedule(slot: Slot) -> dict[str, str]:
    """An appointment."""
    return {
        "date": slot.day.isoformat(),
        "from": slot.start.strftime("%H:%M"),
        "to": slot.end.strftime("%H:%M"),
    }


def cancellation(reason: str) -> dict[str, str | None]:
    """Why a visit is called off, as far as there is room for it."""
    return {"reason": reason[:_LONGEST_REASON].strip() or None}


def work_order(content: bytes) -> WorkOrder:
    """The work order in an answer; TryAgain if the answer is not one: what it hides is unknown."""
    try:
        document = _WorkOrderDocument.model_validate_json(content)
    except ValidationError as error:
        raise TryAgain("the answer is not a work order") from error
    return WorkOrder(document.work_order_number, document.state, document.last_sequence)


def refusal(status: int, content: bytes) -> str:
    """Why Iclass refused, in one line for a person."""
    try:
        told = _ErrorDocument.model_validate_json(content).error
    except ValidationError:
        return f"HTTP {status}"
    return f"HTTP {status} {told.code}: {told.message}"[:500].replace("\x00", "")


def pause_asked_for(retry_after: str | None) -> float | None:
    """Seconds in a Retry-After header, which may hold a number or a date; at most an hour."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return min(float(retry_after), _LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    seconds = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), _LONGEST_PAUSE)
