"""Service orders as people see them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from chassis.http import begin
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from chassis.transactions import Begin
from orders.application.ports import Transaction
from orders.application.reading import Filters
from orders.application.views import OrderDetail, OrderRow, OrderTypeView
from orders.inbound.bodies import Code, StateFilter

router = APIRouter(prefix="/api/v1", tags=["orders"])

Reader = Annotated[Actor, needs("orders.read")]
Uow = Annotated[Begin[Transaction], Depends(begin)]

_HIGHEST_NUMBER = 2**63 - 1


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
    number: Annotated[int | None, Query(ge=1, le=_HIGHEST_NUMBER)] = None,
) -> Filters:
    return Filters(state, order_type, ticket_id, needs_reconciliation, number)


@router.get("/order-types", dependencies=[needs("orders.read")])
async def list_order_types(begin: Uow) -> list[OrderTypeView]:
    """The kinds of work there are."""
    async with begin() as tx:
        return await tx.reading.order_types()


@router.get("/orders")
async def list_orders(
    actor: Reader,
    begin: Uow,
    filters: Annotated[Filters, Depends(_filters)],
    after: After = None,
    limit: Limit = 50,
) -> Page[OrderRow]:
    """Newest first. Filters combine: an order must pass all that are given."""
    position = position_of(after, int)
    async with begin() as tx:
        rows = await tx.reading.page(filters, actor, position[0] if position else None, limit + 1)
    return page_of(rows, limit, lambda row: [row.number])


@router.get("/orders/{order_id}")
async def show_order(order_id: UUID, actor: Reader, begin: Uow) -> OrderDetail:
    """One order with its follow-ups, slots, stay in Iclass, and all that happened to it."""
    async with begin() as tx:
        return await tx.reading.detail(order_id, actor)
