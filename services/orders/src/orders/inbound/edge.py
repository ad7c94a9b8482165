"""What every command over HTTP has in common: it is answered with the order after it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Response
from pydantic import RootModel

from chassis.commanding import Commanding, commanding
from chassis.policies import Actor
from orders.application.ports import Transaction
from orders.application.views import OrderDetail

Edge = Annotated[Commanding[Transaction], Depends(commanding)]
OrderAnswer = RootModel[OrderDetail]
UseCase = Callable[[Transaction], Awaitable[object]]


@dataclass(frozen=True)
class Asked:
    """Who asks, and the permission it takes."""

    by: Actor
    permission: str


async def order_after(
    edge: Edge,
    use_case: UseCase,
    order_id: UUID,
    asked: Asked,
    status: int = 200,
) -> Response:
    """Answer with the order as it is after the use-case, if it is this person's to change."""

    async def work(tx: Transaction) -> OrderAnswer:
        await tx.orders.admit(order_id, asked.by, asked.permission)
        await use_case(tx)
        return OrderAnswer(await tx.reading.detail(order_id, asked.by))

    return await edge.answer(status, work)
