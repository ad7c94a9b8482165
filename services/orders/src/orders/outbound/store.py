"""Orders in PostgreSQL: saving one writes its row, its history and what others will hear."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from chassis.errors import ConcurrentUpdate
from chassis.reach import Who
from chassis.scope import authorize, missing
from chassis.transactions import Tx
from orders.application.ports import OrderType
from orders.domain.events import OrderEvent, SlotBooked
from orders.domain.order import ServiceOrder
from orders.domain.state import LIVE
from orders.outbound.announcements import announce
from orders.outbound.projections import SqlCustomers, SqlTickets
from orders.outbound.queries import SqlReading
from orders.outbound.rows import order_of, values_of
from orders.outbound.scope import ORDERS
from orders.outbound.tables import (
    KNOWN_TICKET,
    ORDER_NUMBER,
    ORDER_SLOT,
    ORDER_TYPE,
    SERVICE_ORDER,
    TIMELINE_ENTRY,
)

# Statements are built once: building them costs more than sending them.
_GET = sa.select(SERVICE_ORDER).where(SERVICE_ORDER.c.id == sa.bindparam("id")).with_for_update()
_TICKET = sa.select(KNOWN_TICKET).where(KNOWN_TICKET.c.ticket_id == sa.bindparam("its_ticket"))
_ADD = sa.insert(SERVICE_ORDER).values(
    ticket_area=_TICKET.with_only_columns(KNOWN_TICKET.c.area).scalar_subquery(),
    ticket_account_id=_TICKET.with_only_columns(KNOWN_TICKET.c.account_id).scalar_subquery(),
)
_SAVE = sa.update(SERVICE_ORDER).where(
    SERVICE_ORDER.c.id == sa.bindparam("its_id"),
    SERVICE_ORDER.c.version == sa.bindparam("seen_version"),
)
_ADD_ENTRIES = sa.insert(TIMELINE_ENTRY)
_HAS_ENTRY = sa.select(sa.exists().where(TIMELINE_ENTRY.c.id == sa.bindparam("id")))


class SqlOrders:
    """See `application.ports.Orders`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def next_number(self) -> int:
        number = await self._tx.connection.scalar(sa.select(ORDER_NUMBER.next_value()))
        return int(number or 0)

    async def get(self, order_id: UUID) -> ServiceOrder:
        row = (await self._tx.connection.execute(_GET, {"id": order_id})).one_or_none()
        if row is None:
            raise missing(ORDERS)
        return order_of(row)

    async def admit(self, order_id: UUID, who: Who, permission: str) -> None:
        query = sa.select(SERVICE_ORDER).where(SERVICE_ORDER.c.id == order_id, ORDERS.clause(who))
        row = (await self._tx.connection.execute(query)).one_or_none()
        if row is None:
            raise missing(ORDERS)
        authorize(who, permission, ORDERS.of(row._asdict()))

    async def add(self, order: ServiceOrder) -> None:
        news = order.pull_events()
        order.news += len(news)
        values = {**values_of(order), "version": 1, "its_ticket": order.ticket_id}
        await self._tx.connection.execute(_ADD, values)
        await self._write_history(order, news)
        order.version = 1

    async def save(self, order: ServiceOrder) -> None:
        news = order.pull_events()
        order.news += len(news)
        seen = {"its_id": order.id, "seen_version": order.version}
        values = {**values_of(order), "version": order.version + 1, **seen}
        result = await self._tx.connection.execute(_SAVE, values)
        if result.rowcount != 1:
            raise ConcurrentUpdate("Somebody else changed this order in between.")
        await self._write_history(order, news)
        order.version += 1

    async def has_entry(self, entry_id: UUID) -> bool:
        return bool(await self._tx.connection.scalar(_HAS_ENTRY, {"id": entry_id}))

    async def lacking_customer(
        self, *, ticket_ids: Sequence[UUID] = (), customer_ids: Sequence[UUID] = ()
    ) -> list[UUID]:
        columns = SERVICE_ORDER.c
        query = sa.select(columns.id).where(
            columns.ticket_id.in_(ticket_ids) | columns.customer_id.in_(customer_ids),
            columns.address.is_(None) | columns.customer_phone.is_(None),
            columns.state.in_(LIVE),
        )
        return list(await self._tx.connection.scalars(query.order_by(columns.id)))

    async def _write_history(self, order: ServiceOrder, news: Sequence[OrderEvent]) -> None:
        entries = order.pull_entries()
        if entries:
            rows = [
                {
                    "id": entry.id,
                    "order_id": order.id,
                    "kind": entry.kind.value,
                    "at": entry.at,
                    "author_id": entry.by.id,
                    "author": entry.by.name,
                    "source": entry.by.side,
                    "subject": entry.subject,
                    "body": entry.body,
                }
                for entry in entries
            ]
            await self._tx.connection.execute(_ADD_ENTRIES, rows)
        for event in news:
            if isinstance(event, SlotBooked):
                await self._keep_slot(order.id, event, entries[-1].at)
        # The row's lock, taken above, is what makes these numbers the order of commits.
        for version, event in enumerate(news, start=order.news - len(news) + 1):
            self._tx.emit(announce(event, order), key=order.id, version=version)

    async def _keep_slot(self, order_id: UUID, event: SlotBooked, at: datetime) -> None:
        await self._tx.connection.execute(
            sa.insert(ORDER_SLOT).values(
                order_id=order_id,
                attempt=event.attempt,
                day=event.slot.day,
                start=event.slot.start,
                end=event.slot.end,
                booked_at=at,
                booked_by=event.by.id,
                booked_by_name=event.by.name,
            )
        )


class SqlOrderTypes:
    """See `application.ports.OrderTypes`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def find(self, code: str) -> OrderType | None:
        query = sa.select(ORDER_TYPE).where(ORDER_TYPE.c.code == code)
        row = (await self._tx.connection.execute(query)).one_or_none()
        if row is None:
            return None
        return OrderType(row.code, row.label, row.iclass_order_type, row.only_iclass_finishes)


class SqlTransaction:
    """The stores of one open transaction."""

    def __init__(self, kernel: Tx) -> None:
        self.kernel = kernel
        self.orders = SqlOrders(kernel)
        self.order_types = SqlOrderTypes(kernel)
        self.tickets = SqlTickets(kernel)
        self.customers = SqlCustomers(kernel)
        self.reading = SqlReading(kernel)
