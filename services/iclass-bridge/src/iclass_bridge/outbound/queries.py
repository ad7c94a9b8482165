"""Reads: SQL straight to what people see."""

from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from chassis.reach import Who
from chassis.scope import missing
from chassis.transactions import Tx
from iclass_bridge.application.views import (
    CallView,
    DispatchDetail,
    DispatchRow,
    EventView,
    ExternalRefView,
)
from iclass_bridge.domain.presence import DispatchState
from iclass_bridge.domain.technician import Status
from iclass_bridge.outbound.call_payloads import KIND
from iclass_bridge.outbound.scope import DISPATCHES, visible_events
from iclass_bridge.outbound.tables import DISPATCH, EXTERNAL_REF, KNOWN_ORDER, TECHNICIAN_EVENT

MOST_EVENTS = 500

_NUMBER = (
    sa.select(EXTERNAL_REF.c.number)
    .where(EXTERNAL_REF.c.order_id == DISPATCH.c.order_id, EXTERNAL_REF.c.valid_to.is_(None))
    .limit(1)
    .scalar_subquery()
)
_DISPATCHES = sa.select(
    DISPATCH,
    _NUMBER.label("work_order_number"),
    KNOWN_ORDER.c.state.label("platform_state"),
    KNOWN_ORDER.c.state_at.label("platform_state_at"),
).select_from(DISPATCH.outerjoin(KNOWN_ORDER, KNOWN_ORDER.c.order_id == DISPATCH.c.order_id))
_CALLS = """
select id, payload->>'operation' as operation, state, attempts, last_error,
  created_at as requested_at, due_at, settled_at
from kernel_call where kind = $1 and subject = $2 order by position
"""


class SqlReading:
    """See `application.reading.Reading`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def dispatches(
        self, who: Who, state: DispatchState | None, before: int | None, count: int
    ) -> list[DispatchRow]:
        position = DISPATCH.c.position
        seen = _DISPATCHES.where(DISPATCHES.clause(who))
        query = seen.order_by(position.desc()).limit(count)
        if state is not None:
            query = query.where(DISPATCH.c.state == state.value)
        if before is not None:
            query = query.where(position < before)
        found = await self._tx.connection.execute(query)
        return [DispatchRow(**_row_fields(row)) for row in found]

    async def dispatch(self, order_id: UUID, who: Who) -> DispatchDetail:
        query = _DISPATCHES.where(DISPATCH.c.order_id == order_id, DISPATCHES.clause(who))
        row = (await self._tx.connection.execute(query)).one_or_none()
        if row is None:
            raise missing(DISPATCHES)
        return DispatchDetail(
            **_row_fields(row),
            external_refs=await self._refs(order_id),
            events=await self._events_of(order_id),
            calls=await self._calls(order_id),
        )

    async def events(
        self, who: Who, status: Status | None, before: int | None, count: int
    ) -> list[EventView]:
        columns = TECHNICIAN_EVENT.c
        seen = sa.select(TECHNICIAN_EVENT).where(visible_events(who))
        query = seen.order_by(columns.position.desc()).limit(count)
        if status is not None:
            query = query.where(columns.status == status.value)
        if before is not None:
            query = query.where(columns.position < before)
        return [_event(row) for row in await self._tx.connection.execute(query)]

    async def _refs(self, order_id: UUID) -> list[ExternalRefView]:
        query = sa.select(EXTERNAL_REF).where(EXTERNAL_REF.c.order_id == order_id)
        found = await self._tx.connection.execute(query.order_by(EXTERNAL_REF.c.valid_from))
        return [ExternalRefView(KIND, r.number, r.valid_from, r.valid_to) for r in found]

    async def _events_of(self, order_id: UUID) -> list[EventView]:
        columns = TECHNICIAN_EVENT.c
        query = sa.select(TECHNICIAN_EVENT).where(columns.order_id == order_id)
        newest = query.order_by(columns.position.desc()).limit(MOST_EVENTS)
        return [_event(row) for row in await self._tx.connection.execute(newest)][::-1]

    async def _calls(self, order_id: UUID) -> list[CallView]:
        connection = await self._tx.driver()
        return [CallView(**row) for row in await connection.fetch(_CALLS, KIND, str(order_id))]


def _row_fields(row: sa.Row[Any]) -> dict[str, Any]:
    same = (
        "position order_id order_number state iclass_order_type work_order_number"
        " platform_state platform_state_at requested_at refusal diverged"
    )
    return {name: row._mapping[name] for name in same.split()} | {
        "iclass_state": row.visit,
        "iclass_state_at": row.visit_at,
    }


def _event(row: sa.Row[Any]) -> EventView:
    return EventView(
        position=row.position,
        event_id=row.event_id,
        order_id=row.order_id,
        work_order_number=row.work_order_number,
        kind=row.deed,
        sequence=row.sequence,
        occurred_at=row.occurred_at,
        received_at=row.received_at,
        door=row.door,
        status=row.status,
        technician=row.technician,
        body=orjson.loads(row.body),
    )
