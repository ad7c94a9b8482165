"""What people do with service orders."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import RootModel

from chassis.http import begin
from chassis.idempotency import IdempotentPost
from chassis.policies import Actor, needs
from chassis.transactions import Begin
from orders.application.add_follow_up import AddFollowUp, add_follow_up
from orders.application.book_slot import BookSlot, book_slot
from orders.application.cancel_order import CancelOrder, cancel_order
from orders.application.dispatch_order import DispatchOrder, dispatch_order
from orders.application.finish_order import FinishOrder, finish_order
from orders.application.open_order import OpenOrder, open_order
from orders.application.ports import Transaction
from orders.application.reschedule_order import RescheduleOrder, reschedule_order
from orders.application.views import OrderDetail
from orders.domain.events import By, Slot
from orders.inbound.bodies import (
    DispatchToRequest,
    FollowUpAdded,
    FollowUpToAdd,
    OrderToFinish,
    OrderToOpen,
    ReasonGiven,
    SlotToBook,
)

router = APIRouter(prefix="/api/v1", tags=["orders"])

Uow = Annotated[Begin[Transaction], Depends(begin)]
OrderAnswer = RootModel[OrderDetail]


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
