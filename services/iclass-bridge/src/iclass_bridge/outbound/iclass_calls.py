"""How a recorded request to Iclass is made, outside any transaction."""

from typing import assert_never
from urllib.parse import quote
from uuid import UUID

from chassis.calls import Call
from iclass_bridge.domain.requests import (
    CancelWorkOrder,
    CreateWorkOrder,
    RescheduleWorkOrder,
    WorkOrder,
)
from iclass_bridge.outbound.call_payloads import request_of
from iclass_bridge.outbound.iclass_client import IclassClient


async def make_call(client: IclassClient, call: Call) -> WorkOrder | None:
    """The work order as it is afterwards; None if there is none to move or to call off.

    Raises TryAgain or GiveUp. May be repeated at any point: an attempt that was made but not
    answered is found again by the order's id before anything is created.
    """
    order_id, key = UUID(call.subject), str(call.id)
    request = request_of(call.payload)
    match request:
        case CreateWorkOrder():
            found = await client.find(order_id) if call.attempts > 1 else None
            return found or await client.create(order_id, request, key)
        case RescheduleWorkOrder(slot):
            order = await client.find(order_id)
            if order is None or order.closed:
                return order
            return await client.reschedule(quote(order.number, safe=""), slot, key)
        case CancelWorkOrder(reason):
            order = await client.find(order_id)
            if order is None or order.closed:
                return order
            return await client.cancel(quote(order.number, safe=""), reason, key)
        case _:
            assert_never(request)
