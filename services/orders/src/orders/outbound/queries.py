"""Reads: SQL straight to what people see."""

from itertools import product
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from chassis.reach import Who
from chassis.scope import missing
from chassis.transactions import Tx
from orders.application.allowed_actions import Situation, allowed_actions
from orders.application.reading import Filters
from orders.application.views import (
    BookedSlotView,
    CustomerView,
    DispatchView,
    EntryView,
    ExternalRefView,
    OrderDetail,
    OrderRow,
    OrderTypeView,
    SlotView,
)
from orders.domain.dispatch import DispatchState
from orders.domain.state import State
from orders.domain.timeline import Kind
from orders.outbound.rows import refs_of
from orders.outbound.scope import ORDERS
from orders.outbound.tables import (
    KNOWN_TICKET,
    ORDER_SLOT,
    ORDER_TYPE,
    SERVICE_ORDER,
    TIMELINE_ENTRY,
)

MOST_ENTRIES = 500
_LATE = (Kind.LATE_EVENT, Kind.DIVERGENCE)
_LIST_ITEM = sa.select(
    SERVICE_ORDER,
    ORDER_TYPE.c.label.label("order_type_label"),
    ORDER_TYPE.c.only_iclass_finishes,
).select_from(SERVICE_ORDER.outerjoin(ORDER_TYPE))


class SqlReading:
    """See `application.reading.Reading`."""

    def __init__(self, tx: Tx) -> None:
        self._connection = tx.connection

    async def page(
        self, filters: Filters, who: Who, before: int | None, count: int
    ) -> list[OrderRow]:
        found = await self._connection.execute(list_statement(filters, who, before, count))
        return [OrderRow(**_row_fields(row)) for row in found]

    async def detail(self, order_id: UUID, who: Who) -> OrderDetail:
        query = _LIST_ITEM.where(SERVICE_ORDER.c.id == order_id, ORDERS.clause(who))
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            raise missing(ORDERS)
        entries = await _entries(self._connection, order_id)
        return OrderDetail(
            **_row_fields(row),
            ticket_state=await self._connection.scalar(
                sa.select(KNOWN_TICKET.c.state).where(KNOWN_TICKET.c.ticket_id == row.ticket_id)
            ),
            cancel_reason=row.cancel_reason,
            customer=_customer(row),
            dispatch=_dispatch(row),
            slots=await _slots(self._connection, order_id),
            follow_ups=[entry for entry in entries if entry.kind == Kind.FOLLOW_UP],
            late_events=[entry for entry in entries if entry.kind in _LATE],
            timeline=entries,
            allowed_actions=allowed_actions(_situation(row), who.may),
        )

    async def order_types(self) -> list[OrderTypeView]:
        found = await self._connection.execute(
            sa.select(ORDER_TYPE).order_by(ORDER_TYPE.c.position)
        )
        return [OrderTypeView(row.code, row.label, row.iclass_order_type) for row in found]


def list_statement(filters: Filters, who: Who, before: int | None, count: int) -> sa.Select[Any]:
    """One branch per combination of filters and per way in which orders are somebody's: each reads
    its first rows from its own index, and only those are merged, however many orders there are."""
    ids = [
        _branch(state, order_type, filters, before).where(seen).limit(count).subquery()
        for state, order_type, seen in product(
            filters.states or (None,),
            filters.order_types or (None,),
            ORDERS.branches(who) or (sa.false(),),
        )
    ]
    numbers = sa.union(*(sa.select(branch.c.number) for branch in ids)).subquery()
    newest = sa.select(numbers.c.number).order_by(numbers.c.number.desc()).limit(count)
    number = SERVICE_ORDER.c.number
    return _LIST_ITEM.where(number.in_(newest)).order_by(number.desc())


def _branch(
    state: State | None, order_type: str | None, filters: Filters, before: int | None
) -> sa.Select[Any]:
    columns = SERVICE_ORDER.c
    query = sa.select(columns.number).order_by(columns.number.desc())
    if state is not None:
        query = query.where(columns.state == state.value)
    if order_type is not None:
        query = query.where(columns.order_type == order_type)
    if filters.ticket_id is not None:
        query = query.where(columns.ticket_id == filters.ticket_id)
    if filters.needs_reconciliation is not None:
        wanted = columns.needs_reconciliation
        query = query.where(wanted if filters.needs_reconciliation else ~wanted)
    if filters.number is not None:
        query = query.where(columns.number == filters.number)
    if before is not None:
        query = query.where(columns.number < before)
    return query


def _row_fields(row: sa.Row[Any]) -> dict[str, Any]:
    same = (
        "id number state order_type order_type_label created_at ticket_id ticket_number description"
        " resolution observation address city customer_number customer_name customer_phone"
        " closed_at closed_via area dispatch_state needs_reconciliation"
    )
    slot = SlotView(row.slot_day, row.slot_start, row.slot_end) if row.slot_day else None
    return {name: row._mapping[name] for name in same.split()} | {
        "state_label": State(row.state).label,
        "created_by": row.created_by_name,
        "closed_by": row.closed_by_name,
        "slot": slot,
    }


def _situation(row: sa.Row[Any]) -> Situation:
    return Situation(
        state=State(row.state),
        dispatch=DispatchState(row.dispatch_state),
        needs_reconciliation=row.needs_reconciliation,
        only_iclass_finishes=bool(row.only_iclass_finishes),
    )


def _customer(row: sa.Row[Any]) -> CustomerView:
    return CustomerView(
        id=row.customer_id,
        number=row.customer_number,
        name=row.customer_name,
        national_id=row.customer_national_id,
        phone=row.customer_phone,
        address=row.address,
        city=row.city,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _dispatch(row: sa.Row[Any]) -> DispatchView:
    return DispatchView(
        state=row.dispatch_state,
        iclass_order_type=row.iclass_order_type,
        requested_at=row.dispatch_requested_at,
        requested_by=row.dispatch_requested_by,
        reason=row.dispatch_reason,
        external_refs=[
            ExternalRefView(ref.system, ref.id, ref.valid_from, ref.valid_to)
            for ref in refs_of(row.external_refs)
        ],
        iclass_state=row.visit,
        iclass_state_at=row.visit_at,
    )


async def _entries(connection: AsyncConnection, order_id: UUID) -> list[EntryView]:
    columns = TIMELINE_ENTRY.c
    found = await connection.execute(
        sa.select(TIMELINE_ENTRY)
        .where(columns.order_id == order_id)
        .order_by(columns.at.desc(), columns.position.desc())
        .limit(MOST_ENTRIES)
    )
    newest_first = [
        EntryView(row.id, row.kind, row.at, row.author, row.source, row.subject, row.body)
        for row in found
    ]
    return newest_first[::-1]


async def _slots(connection: AsyncConnection, order_id: UUID) -> list[BookedSlotView]:
    columns = ORDER_SLOT.c
    found = await connection.execute(
        sa.select(ORDER_SLOT).where(columns.order_id == order_id).order_by(columns.attempt)
    )
    return [
        BookedSlotView(row.attempt, row.day, row.start, row.end, row.booked_at, row.booked_by_name)
        for row in found
    ]
