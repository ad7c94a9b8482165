"""The API the provider's systems call to have a customer visited."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from iclass_simulator.errors import ApiError
from iclass_simulator.faults import Faults, Operation
from iclass_simulator.http.misbehave import misbehaving
from iclass_simulator.state.book import OrderBook, Repeatable
from iclass_simulator.state.journal import Journal
from iclass_simulator.state.office import Office, WorkOrderToCreate
from iclass_simulator.vocabulary import Document, Line, Slot, WorkOrder

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255)]


class NewSchedule(Document):
    """The appointment an order is moved to."""

    schedule: Slot


class Cancellation(Document):
    """Why an order is called off."""

    reason: Line | None = None


def work_order_routes(book: OrderBook, journal: Journal, faults: Faults) -> APIRouter:
    """Routes under `/api`."""
    router = APIRouter(prefix="/api")
    office = Office(book)

    @router.post("/work-orders", status_code=201)
    async def create(
        body: WorkOrderToCreate, request: Request, response: Response, key: Key = None
    ) -> WorkOrder:
        journal.append("create_attempted", externalReference=body.external_reference)
        async with misbehaving(faults, Operation.CREATE, request):
            order, made = office.create(body, await _repeatable(request, key))
        if not made:
            response.status_code = 200
        return order

    @router.get("/work-orders")
    async def find(
        request: Request, external_reference: Annotated[str, Query(alias="externalReference")]
    ) -> WorkOrder:
        async with misbehaving(faults, Operation.READ, request):
            order = book.by_reference(external_reference)
        if order is None:
            raise ApiError(404, "unknown_work_order", "No work order has that reference.")
        return order

    @router.get("/work-orders/{number}")
    async def read(number: str, request: Request) -> WorkOrder:
        async with misbehaving(faults, Operation.READ, request):
            return book.order(number)

    @router.post("/work-orders/{number}/reschedule")
    async def reschedule(
        number: str, body: NewSchedule, request: Request, key: Key = None
    ) -> WorkOrder:
        async with misbehaving(faults, Operation.RESCHEDULE, request):
            return office.reschedule(number, body.schedule, await _repeatable(request, key))

    @router.post("/work-orders/{number}/cancel")
    async def cancel(
        number: str, body: Cancellation, request: Request, key: Key = None
    ) -> WorkOrder:
        async with misbehaving(faults, Operation.CANCEL, request):
            return office.cancel(number, body.reason, await _repeatable(request, key))

    return router


async def _repeatable(request: Request, key: str | None) -> Repeatable | None:
    if key is None:
        return None
    content = request.url.path.encode() + b"\n" + await request.body()
    return Repeatable(key, hashlib.sha256(content).hexdigest())
