"""The door Iclass knocks on."""

from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Depends
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError

from chassis.errors import NotFound
from chassis.http import begin
from chassis.transactions import Begin
from contracts.iclass import TechnicianEventV1
from iclass_bridge.application.ports import Transaction
from iclass_bridge.application.receive_event import receive_event
from iclass_bridge.domain.technician import Status
from iclass_bridge.inbound.signatures import signed_body
from iclass_bridge.inbound.technician_events import technician_event

router = APIRouter(prefix="/api/v1/iclass", tags=["iclass"])
PATH = f"{router.prefix}/webhook"


class EventTaken(BaseModel):
    """What became of the event; `duplicate` if that was decided when it came before."""

    event_id: UUID
    status: Status
    duplicate: bool


@router.post(
    "/webhook",
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "The event `iclass.technician-event.v1`, signed.",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
)
async def take_event(
    body: Annotated[bytes, Depends(signed_body)],
    begin: Annotated[Begin[Transaction], Depends(begin)],
) -> EventTaken:
    """A technician did something. Sending it again changes nothing."""
    event = technician_event(_event_in(body))
    async with begin() as tx:
        receipt = await receive_event(event, body.decode(), "webhook", tx)
    if receipt.status is Status.UNKNOWN_ORDER:
        # The raw event was kept all the same: a person can see it, and replay it.
        raise NotFound("No such order is known here.", code="unknown-order", event_id=event.id)
    return EventTaken(event_id=receipt.event_id, status=receipt.status, duplicate=receipt.duplicate)


def _event_in(body: bytes) -> TechnicianEventV1:
    """What is said beside the event is kept as well, and read again: it has to be JSON, too."""
    try:
        event = TechnicianEventV1.model_validate_json(body)
        orjson.loads(body)
    except orjson.JSONDecodeError as error:
        wrong = {"type": "json_invalid", "loc": ("body",), "msg": str(error)}
        raise RequestValidationError([wrong]) from error
    except ValidationError as error:
        found = error.errors(include_input=False, include_context=False)
        raise RequestValidationError([{**e, "loc": ("body", *e["loc"])} for e in found]) from error
    return event
