"""What follows when Iclass has answered, or refused."""

from datetime import UTC, datetime
from typing import assert_never
from uuid import UUID

from iclass_bridge.application.ports import Transaction
from iclass_bridge.application.receive_event import UNHEARD_OF
from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.requests import (
    CancelWorkOrder,
    CreateWorkOrder,
    Request,
    RescheduleWorkOrder,
    WorkOrder,
)


async def call_answered(
    order_id: UUID, request: Request, answer: WorkOrder | None, tx: Transaction
) -> None:
    """`answer` is the work order as it is now; None if Iclass has none for this order, so that
    there was nothing to move or to call off."""
    dispatch = await tx.dispatches.find(order_id)
    if dispatch is None or answer is None:
        return
    now, ours = datetime.now(UTC), await _ours(order_id, tx)
    match request:
        case CreateWorkOrder():
            await _created(dispatch, answer, now, tx)
        case RescheduleWorkOrder():
            dispatch.moved(answer, ours, now)
        case CancelWorkOrder():
            dispatch.called_off(answer, ours, now)
        case _:
            assert_never(request)
    await tx.dispatches.save(dispatch)


async def call_refused(order_id: UUID, request: Request, reason: str, tx: Transaction) -> None:
    """Iclass will not do it, however often it is asked."""
    dispatch = await tx.dispatches.find(order_id)
    if dispatch is None:
        return
    now = datetime.now(UTC)
    if isinstance(request, CreateWorkOrder):
        dispatch.refuse(reason, now)
    else:
        ours = await _ours(order_id, tx)
        dispatch.diverge(ours, dispatch.visit or UNHEARD_OF, f"Iclass no lo aceptó: {reason}", now)
    await tx.dispatches.save(dispatch)


async def _created(dispatch: Dispatch, answer: WorkOrder, at: datetime, tx: Transaction) -> None:
    owner = await tx.dispatches.owner_of(answer.number)
    if owner is None or owner == dispatch.order_id:
        dispatch.confirm(answer, at)
    else:
        dispatch.refuse(f"Iclass contestó con {answer.number}, que es de otra orden.", at)


async def _ours(order_id: UUID, tx: Transaction) -> str:
    return await tx.known_orders.state_of(order_id) or UNHEARD_OF
