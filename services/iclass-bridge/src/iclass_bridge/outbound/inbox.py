"""The raw inbox: what technicians' apps told, kept before anything else happens."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from chassis.database import delete_some
from chassis.errors import NotFound
from chassis.transactions import Tx
from iclass_bridge.application.ports import Door
from iclass_bridge.domain.technician import WAITING, Deed, Status, TechnicianEvent
from iclass_bridge.outbound.tables import TECHNICIAN_EVENT

_COLUMNS = TECHNICIAN_EVENT.c

# Statements are built once: building them costs more than sending them.
_KEEP = insert(TECHNICIAN_EVENT).on_conflict_do_nothing().returning(_COLUMNS.event_id)
_GET = (
    sa.select(TECHNICIAN_EVENT)
    .where(_COLUMNS.event_id == sa.bindparam("event_id"))
    .with_for_update()
)
_SETTLE = sa.update(TECHNICIAN_EVENT).where(_COLUMNS.event_id == sa.bindparam("its_event_id"))

_FORGET = """
delete from technician_event where event_id = any(array(
  select event_id from technician_event
  where received_at < now() - make_interval(days => $1) and status <> all($2::text[])
  limit $3 for update skip locked))
"""


class SqlInbox:
    """See `application.ports.Inbox`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def keep(self, event: TechnicianEvent, body: str, door: Door) -> bool:
        values = {
            "event_id": event.id,
            "order_id": event.order_id,
            "work_order_number": event.number,
            "deed": event.deed.value,
            "sequence": event.sequence,
            "occurred_at": event.at,
            "technician": event.technician,
            "text": event.text,
            "resolution": event.resolution,
            "observation": event.observation,
            "door": door,
            "status": Status.UNKNOWN_ORDER.value,
            "body": body,
        }
        return await self._tx.connection.scalar(_KEEP, values) is not None

    async def get(self, event_id: UUID) -> tuple[TechnicianEvent, Status]:
        found = await self._tx.connection.execute(_GET, {"event_id": event_id})
        row = found.one_or_none()
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
        values = {"its_event_id": event_id, "status": status.value}
        await self._tx.connection.execute(_SETTLE, values)

    async def forget(self, days: int) -> bool:
        waiting = [status.value for status in WAITING]
        return await delete_some(await self._tx.driver(), _FORGET, days, waiting)
