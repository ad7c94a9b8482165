"""Which unit a ticket is about."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from chassis.policies import Actor, needs
from tickets.application.identify_unit import IdentifyUnit, identify_unit
from tickets.inbound.bodies import TicketNow
from tickets.inbound.edge import Edge, now, ticket_after

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"])


class UnitRead(BaseModel):
    """What is written on the device."""

    model_config = ConfigDict(extra="forbid")

    serial: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$")]


@router.post("/{ticket_id}/unit", response_model=TicketNow)
async def identify(
    ticket_id: UUID,
    body: UnitRead,
    actor: Annotated[Actor, needs("tickets.comment")],
    edge: Edge,
) -> Response:
    """Say which unit it is about, by its serial number: warranty, contract and address of its
    service are kept on the ticket, as they are now. Another serial replaces it."""
    command = IdentifyUnit(ticket_id, body.serial, actor, now())
    return await ticket_after(edge, partial(identify_unit, command), actor)
