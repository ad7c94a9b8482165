"""Service orders for people."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import RootModel

from chassis.http import begin
from chassis.idempotency import IdempotentPost
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from chassis.transactions import Begin
from orders.application.add_follow_up import AddFollowUp, add_follow_up
from orders.application.book_slot import BookSlot, book_slot
from orders.application.cancel_order import CancelOrder, cancel_order
from orders.application.dispatch_order import DispatchOrder, dispatch_order
from orders.application.finish_order import FinishOrder, finish_order
from orders.application.open_order import OpenOrder, open_order
from orders.application.ports import Transaction
from orders.application.reading import Filters
from orders.application.reschedule_order import RescheduleOrder, reschedule_order
from orders.application.views import OrderDetail, OrderRow, OrderTypeView
from orders.domain.events import By, Slot
from orders.inbound.bodies import (
    Code,
    DispatchToRequest,
    FollowUpAdded,
    FollowUpToAdd,
    OrderToFinish,
    OrderToOpen,
    ReasonGiven,
    SlotToBook,
    StateFilter,
)

router = APIRouter(prefix="/api/v1", tags=["orders"])

Uow = Annotated[Begin[Transaction], Depends(begin)]
OrderAnswer = RootModel[OrderDetail]


def _filters(
    state: Annotated[
        list[StateFilter],
        Query(
            default_factory=list,
            max_length=5,
            description="`cerrado` and `reprogramado` are understood too",
        ),
    ],
    order_type: Annotated[list[Code], Query(default_factory=list, max_length=20)],
    ticket_id: UUID | None = None,
    needs_reconciliation: bool | None = None,
) -> Filters:
    return Filters(state, order_type, ticket_id, needs_reconciliation)


@router.get("/order-types", dependencies=[needs("orders.read")])
async def list_order_types(begin: Uow) -> list[OrderTypeView]:
    """The kinds of work there are."""
    async with begin() as tx:
        return await tx.reading.order_types()


@router.get("/orders", dependencies=[needs("orders.read")])
async def list_orders(
    begin: Uow,
    filters: Annotated[Filters, Depends(_filters)],
    after: After = None,
    limit: Limit = 50,
) -> Page[OrderRow]:
    """Newest first. Filters combine: an order must pass all that are given."""
    position = position_of(after, int)
    async with begin() as tx:
        rows = await tx.reading.page(filters, position[0] if position else None, limit + 1)
    return page_of(rows, limit, lambda row: [row.number])


@router.get("/orders/{order_id}", dependencies=[needs("orders.read")])
async def show_order(order_id: UUID, begin: Uow) -> OrderDetail:
    """One order with its follow-ups, slots, stay in Iclass, and all that happened to it."""
    async with begin() as tx:
        return await tx.reading.detail(order_id)


@router.post("/orders", status_code=201, response_model=OrderDetail)
async def open_(
    body: OrderToOpen,
    begin: Uow,
    actor: Annotated[Actor, needs("orders.create")],
    once: IdempotentPost,
) -> Response:
    """Hand a ticket's work to the technical area."""
    async with begin() as tx:

        async def work() -> OrderAnswer:
            command = OpenOrder(**body.model_dump(), by=_by(actor), at=_now())
            order = await open_order(command, tx)
            return OrderAnswer(await tx.reading.detail(order.id))

        return await once.answer(tx.kernel, 201, work)


@router.post("/orders/{order_id}/dispatch", status_code=202, response_model=OrderDetail)
async def dispatch(
    order_id: UUID,
    begin: Uow,
    actor: Annotated[Actor, needs("orders.dispatch")],
    once: IdempotentPost,
    body: DispatchToRequest | None = None,
) -> Response:
    """Have the order made in Iclass too. What becomes of it is told by the order itself, later."""
    chosen = body.iclass_order_type if body else None
    async with begin() as tx:

        async def work() -> OrderAnswer:
            await dispatch_order(DispatchOrder(order_id, chosen, _by(actor), _now()), tx)
            return OrderAnswer(await tx.reading.detail(order_id))

        return await once.answer(tx.kernel, 202, work)


@router.post("/orders/{order_id}/follow-ups", status_code=201, response_model=FollowUpAdded)
async def follow_up(
    order_id: UUID,
    body: FollowUpToAdd,
    begin: Uow,
    actor: Annotated[Actor, needs("orders.follow-up")],
    once: IdempotentPost,
) -> Response:
    """Add a line to the order's internal log."""
    async with begin() as tx:

        async def work() -> FollowUpAdded:
            command = AddFollowUp(order_id, body.body, _by(actor), _now())
            return FollowUpAdded(follow_up_id=await add_follow_up(command, tx))

        return await once.answer(tx.kernel, 201, work)


@router.post("/orders/{order_id}/reschedule")
async def reschedule(
    order_id: UUID,
    body: ReasonGiven,
    begin: Uow,
    actor: Annotated[Actor, needs("orders.schedule")],
) -> OrderDetail:
    """The visit failed; the order waits for a new slot."""
    async with begin() as tx:
        await reschedule_order(RescheduleOrder(order_id, body.reason, _by(actor), _now()), tx)
        return await tx.reading.detail(order_id)


@router.post("/orders/{order_id}/slots", status_code=201, response_model=OrderDetail)
async def book(
    order_id: UUID,
    body: SlotToBook,
    begin: Uow,
    actor: Annotated[Actor, needs("orders.schedule")],
    once: IdempotentPost,
) -> Response:
    """Promise a visit. Earlier promises stay in the order's history."""
    slot = Slot(body.day, body.start, body.end)
    async with begin() as tx:

        async def work() -> OrderAnswer:
            await book_slot(BookSlot(order_id, slot, _by(actor), _now()), tx)
            return OrderAnswer(await tx.reading.detail(order_id))

        return await once.answer(tx.kernel, 201, work)


@router.post("/orders/{order_id}/finish")
async def finish(
    order_id: UUID,
    body: OrderToFinish,
    begin: Uow,
    actor: Annotated[Actor, needs("orders.finish")],
) -> OrderDetail:
    """Close a solved order."""
    command = FinishOrder(order_id, body.resolution, body.observation, _by(actor), _now())
    async with begin() as tx:
        await finish_order(command, tx)
        return await tx.reading.detail(order_id)


@router.post("/orders/{order_id}/cancel")
async def cancel(
    order_id: UUID,
    body: ReasonGiven,
    begin: Uow,
    actor: Annotated[Actor, needs("orders.cancel")],
) -> OrderDetail:
    """End an order without the work being done."""
    async with begin() as tx:
        await cancel_order(CancelOrder(order_id, body.reason, _by(actor), _now()), tx)
        return await tx.reading.detail(order_id)


def _by(actor: Actor) -> By:
    return By(actor.account_id, actor.name)


def _now() -> datetime:
    return datetime.now(UTC)
