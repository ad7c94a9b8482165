"""Have an order made in Iclass."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from iclass_bridge.application.ports import Transaction
from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.requests import CreateWorkOrder


@dataclass(frozen=True)
class RequestDispatch:
    """Somebody wants this order visited, and this is all that Iclass must be told."""

    order_id: UUID
    order_number: int
    work: CreateWorkOrder
    at: datetime


async def request_dispatch(command: RequestDispatch, tx: Transaction) -> None:
    """Quiet if Iclass has the order, or is being asked: one order is one visit there."""
    dispatch = await tx.dispatches.find(command.order_id)
    if dispatch is None:
        await tx.dispatches.add(
            Dispatch(command.order_id, command.order_number, command.work.order_type, command.at)
        )
    elif dispatch.may_be_requested:
        dispatch.request_again(command.work.order_type, command.at)
        await tx.dispatches.save(dispatch)
    else:
        return
    await tx.iclass.request(command.order_id, command.work)
