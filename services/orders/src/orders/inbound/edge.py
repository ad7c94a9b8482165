"""What every command over HTTP has in common: it is answered with the order after it."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response
from pydantic import RootModel

from chassis.commanding import Commanding, commanding
from orders.application.ports import Transaction
from orders.application.views import OrderDetail

Edge = Annotated[Commanding[Transaction], Depends(commanding)]
OrderAnswer = RootModel[OrderDetail]


async def order_after(
    edge: Edge,
    use_case: Callable[[Transaction], Awaitable[object]],
    order_id: UUID,
    status: int = 200,
) -> Response:
    """Answer with the order as it is after the use-case."""

    async def work(tx: Transaction) -> OrderAnswer:
        await use_case(tx)
        return OrderAnswer(await tx.reading.detail(order_id))

    return await edge.answer(status, work)
