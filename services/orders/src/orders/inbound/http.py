"""What people do with service orders."""

from datetime import UTC, datetime
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from chassis.policies import Actor, needs
from orders.application.add_follow_up import AddFollowUp, add_follow_up
from orders.application.book_slot import BookSlot, book_slot
from orders.application.cancel_order import CancelOrder, cancel_order
from orders.application.dispatch_order import DispatchOrder, dispatch_order
from orders.application.finish_order import FinishOrder, finish_order
from orders.application.open_order import OpenOrder, open_order
from orders.application.ports import Transaction
from orders.application.reconcile_order import ReconcileOrder, reconcile_order
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
    Reconciliation,
    SlotToBook,
)
from orders.inbound.edge import Asked, Edge, OrderAnswer, order_after

router = APIRouter(prefix="/api/v1", tags=["orders"])


@router.post("/orders", status_code=201, response_model=OrderDetail)
async def open_(
    body: OrderToOpen, actor: Annotated[Actor, needs("orders.create")], edge: Edge
) -> Response:
    """Hand a ticket's work to the technical area."""
    command = OpenOrder(**body.model_dump(), by=_by(actor), at=_now())

    async def work(tx: Transaction) -> OrderAnswer:
        await tx.tickets.admit(body.ticket_id, actor, "orders.create")
        order = await open_order(command, tx)
        return OrderAnswer(await tx.reading.detail(order.id, actor))

    return await edge.answer(201, work)


@router.post("/orders/{order_id}/dispatch", status_code=202, response_model=OrderDetail)
async def dispatch(
    order_id: UUID,
    actor: Annotated[Actor, needs("orders.dispatch")],
    edge: Edge,
    body: DispatchToRequest | None = None,
) -> Response:
    """Have the order made in Iclass too. What becomes of it is told by the order itself, later."""
    chosen = body.iclass_order_type if body else None
    command = DispatchOrder(order_id, chosen, _by(actor), _now())
    return await order_after(
        edge, partial(dispatch_order, command), order_id, Asked(actor, "orders.dispatch"), 202
    )


@router.post("/orders/{order_id}/follow-ups", status_code=201, response_model=FollowUpAdded)
async def follow_up(
    order_id: UUID,
    body: FollowUpToAdd,
    actor: Annotated[Actor, needs("orders.follow-up")],
    edge: Edge,
) -> Response:
    """Add a line to the order's internal log."""
    command = AddFollowUp(order_id, body.body, _by(actor), _now())

    async def work(tx: Transaction) -> FollowUpAdded:
        await tx.orders.admit(order_id, actor, "orders.follow-up")
        return FollowUpAdded(follow_up_id=await add_follow_up(command, tx))

    return await edge.answer(201, work)


@router.post("/orders/{order_id}/reschedule", response_model=OrderDetail)
async def reschedule(
    order_id: UUID,
    body: ReasonGiven,
    actor: Annotated[Actor, needs("orders.schedule")],
    edge: Edge,
) -> Response:
    """The visit failed; the order waits for a new slot."""
    command = RescheduleOrder(order_id, body.reason, _by(actor), _now())
    return await order_after(
        edge, partial(reschedule_order, command), order_id, Asked(actor, "orders.schedule")
    )


@router.post("/orders/{order_id}/slots", status_code=201, response_model=OrderDetail)
async def book(
    order_id: UUID,
    body: SlotToBook,
    actor: Annotated[Actor, needs("orders.schedule")],
    edge: Edge,
) -> Response:
    """Promise a visit. Earlier promises stay in the order's history."""
    command = BookSlot(order_id, Slot(body.day, body.start, body.end), _by(actor), _now())
    return await order_after(
        edge, partial(book_slot, command), order_id, Asked(actor, "orders.schedule"), 201
    )


@router.post("/orders/{order_id}/finish", response_model=OrderDetail)
async def finish(
    order_id: UUID,
    body: OrderToFinish,
    actor: Annotated[Actor, needs("orders.finish")],
    edge: Edge,
) -> Response:
    """Close a solved order."""
    command = FinishOrder(order_id, body.resolution, body.observation, _by(actor), _now())
    return await order_after(
        edge, partial(finish_order, command), order_id, Asked(actor, "orders.finish")
    )


@router.post("/orders/{order_id}/cancel", response_model=OrderDetail)
async def cancel(
    order_id: UUID,
    body: ReasonGiven,
    actor: Annotated[Actor, needs("orders.cancel")],
    edge: Edge,
) -> Response:
    """End an order without the work being done."""
    command = CancelOrder(order_id, body.reason, _by(actor), _now())
    return await order_after(
        edge, partial(cancel_order, command), order_id, Asked(actor, "orders.cancel")
    )


@router.post("/orders/{order_id}/reconcile", response_model=OrderDetail)
async def reconcile(
    order_id: UUID,
    body: Reconciliation,
    actor: Annotated[Actor, needs("orders.dispatch")],
    edge: Edge,
) -> Response:
    """Say that somebody looked at what Iclass told otherwise, and how it is."""
    command = ReconcileOrder(order_id, body.note, _by(actor), _now())
    return await order_after(
        edge, partial(reconcile_order, command), order_id, Asked(actor, "orders.dispatch")
    )


def _by(actor: Actor) -> By:
    return By(actor.account_id, actor.name)


def _now() -> datetime:
    return datetime.now(UTC)
