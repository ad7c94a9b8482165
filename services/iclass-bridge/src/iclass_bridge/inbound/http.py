"""Dispatches for people: what went to and fro, and what nobody could place."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel

from chassis.commanding import Commanding, commanding
from chassis.http import begin
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from chassis.transactions import Begin
from iclass_bridge.application.ports import Transaction
from iclass_bridge.application.receive_event import replay_event
from iclass_bridge.application.views import DispatchDetail, DispatchRow, EventView
from iclass_bridge.domain.presence import DispatchState
from iclass_bridge.domain.technician import Status

router = APIRouter(prefix="/api/v1/dispatches", tags=["dispatches"])

Reader = Annotated[Actor, needs("dispatches.read")]
Uow = Annotated[Begin[Transaction], Depends(begin)]
Edge = Annotated[Commanding[Transaction], Depends(commanding)]


class EventReplayed(BaseModel):
    """What became of the event this time."""

    event_id: UUID
    status: Status


@router.get("")
async def list_dispatches(
    actor: Reader,
    begin: Uow,
    state: DispatchState | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[DispatchRow]:
    """Newest first."""
    async with begin() as tx:
        rows = await tx.reading.dispatches(actor, state, _before(after), limit + 1)
    return page_of(rows, limit, lambda row: [row.position])


@router.get("/events")
async def list_events(
    actor: Reader, begin: Uow, status: Status | None = None, after: After = None, limit: Limit = 50
) -> Page[EventView]:
    """What technicians' apps told, as it came, newest first."""
    async with begin() as tx:
        rows = await tx.reading.events(actor, status, _before(after), limit + 1)
    return page_of(rows, limit, lambda row: [row.position])


@router.post(
    "/events/{event_id}/replay",
    dependencies=[needs("kernel.repair")],
    response_model=EventReplayed,
)
async def replay(event_id: UUID, edge: Edge) -> Response:
    """Apply an event that found no order when it came."""

    async def work(tx: Transaction) -> EventReplayed:
        receipt = await replay_event(event_id, tx)
        return EventReplayed(event_id=receipt.event_id, status=receipt.status)

    return await edge.answer(200, work)


@router.get("/{order_id}")
async def show_dispatch(order_id: UUID, actor: Reader, begin: Uow) -> DispatchDetail:
    """One order's stay in Iclass: numbers, both sides' last known states, events and calls."""
    async with begin() as tx:
        return await tx.reading.dispatch(order_id, actor)


def _before(after: str | None) -> int | None:
    position = position_of(after, int)
    return position[0] if position else None
