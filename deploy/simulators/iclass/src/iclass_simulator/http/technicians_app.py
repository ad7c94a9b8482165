"""What the technicians' app calls."""

from fastapi import APIRouter

from iclass_simulator.catalogue import TECHNICIANS, technician
from iclass_simulator.state.field import Deed, Field
from iclass_simulator.vocabulary import Document, Kind, Slot, TechnicianRef, Text, WorkOrder


class Note(Document):
    """Something the technician has to say."""

    text: Text


class Postponement(Document):
    """Why the visit did not happen, and what the customer proposed instead."""

    reason: Text
    slot: Slot | None = None


class Completion(Document):
    """How the work ended."""

    resolution: Text
    observation: Text | None = None


class Rejection(Document):
    """Why the work cannot be done."""

    reason: Text


def technicians_app_routes(field: Field) -> APIRouter:
    """Routes under `/api/app`: each deed answers the order as it is afterwards."""
    router = APIRouter(prefix="/api/app/technicians")

    @router.get("")
    async def everyone() -> list[TechnicianRef]:
        return [one.ref for one in TECHNICIANS.values()]

    @router.get("/{who}/orders")
    async def orders(who: str, closed: bool = False) -> list[WorkOrder]:
        return field.fetch(technician(who), closed_too=closed)

    router.include_router(_deed_routes(field))
    return router


def _deed_routes(field: Field) -> APIRouter:
    router = APIRouter(prefix="/{who}/orders/{number}")

    def act(technician_id: str, number: str, deed: Deed) -> WorkOrder:
        return field.act(technician(technician_id), number, deed)

    @router.post("/en-route")
    async def en_route(who: str, number: str) -> WorkOrder:
        return act(who, number, Deed(Kind.EN_ROUTE))

    @router.post("/on-site")
    async def on_site(who: str, number: str) -> WorkOrder:
        return act(who, number, Deed(Kind.ON_SITE))

    @router.post("/follow-up")
    async def follow_up(who: str, number: str, body: Note) -> WorkOrder:
        return act(who, number, Deed(Kind.FOLLOW_UP, text=body.text))

    @router.post("/reschedule")
    async def reschedule(who: str, number: str, body: Postponement) -> WorkOrder:
        return act(who, number, Deed(Kind.RESCHEDULED, text=body.reason, slot=body.slot))

    @router.post("/complete")
    async def complete(who: str, number: str, body: Completion) -> WorkOrder:
        deed = Deed(Kind.COMPLETED, resolution=body.resolution, observation=body.observation)
        return act(who, number, deed)

    @router.post("/reject")
    async def reject(who: str, number: str, body: Rejection) -> WorkOrder:
        return act(who, number, Deed(Kind.REJECTED, text=body.reason))

    return router
