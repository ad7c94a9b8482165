"""The raw inbox: what technicians' apps told, kept before anything else happens."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from chassis.errors import NotFound
from chassis.transactions import Tx
from iclass_bridge.application.ports import Door
from iclass_bridge.domain.technician import Deed, Status, TechnicianEvent
from iclass_bridge.outbound.tables import TECHNICIAN_EVENT

_COLUMNS = TECHNICIAN_EVENT.c


class SqlInbox:
    """See `application.ports.Inbox`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, event: TechnicianEvent, body: str, door: Door) -> bool:
        statement = (
            insert(TECHNICIAN_EVENT)
            .values(
                event_id=event.id,
                order_id=event.order_id,
                work_order_number=event.number,
                deed=event.deed.value,
                sequence=event.sequence,
                occurred_at=event.at,
                technician=event.technician,
                text=event.text,
                resolution=event.resolution,
                observation=event.observation,
                door=door,
                status=Status.UNKNOWN_ORDER.value,
                body=body,
            )
            .on_conflict_do_nothing()
            .returning(_COLUMNS.event_id)
        )
        return await self._tx.connection.scalar(statement) is not None

    async def get(self, event_id: UUID) -> tuple[TechnicianEvent, Status]:
        query = sa.select(TECHNICIAN_EVENT).where(_COLUMNS.event_id == event_id)
        row = (await self._tx.connection.execute(query.with_for_update())).one_or_none()
        if row is None:
            raise NotFound("There is no such event.", code="event-unknown")
        event = TechnicianEvent(
            id=row.event_id,
            order_id=row.order_id,
            number=row.work_order_number,
            deed=Deed(row.deed),
            sequence=row.sequence,
            at=row.occurred_at,
            technician=row.technician,
            text=row.text,
            resolution=row.resolution,
            observation=row.observation,
        )
        return event, Status(row.status)

    async def settle(self, event_id: UUID, status: Status) -> None:
        await self._tx.connection.execute(
            sa.update(TECHNICIAN_EVENT)
            .where(_COLUMNS.event_id == event_id)
            .values(status=status.value)
        )
