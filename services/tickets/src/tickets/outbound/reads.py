"""What people look at, straight from the tables."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from chassis.scope import missing
from chassis.transactions import Tx
from tickets.application.allowed_actions import allowed_actions
from tickets.application.labels import ORDER_STATE_LABELS, PRIORITY_LABELS, STATE_LABELS
from tickets.application.ports import TicketFilter
from tickets.application.views import (
    CustomerOfTicket,
    OrderOfTicket,
    OwnerOfTicket,
    Stretch,
    TicketDetail,
    TicketRow,
    TimelineLine,
)
from tickets.domain.lifecycle import State
from tickets.domain.people import Person, is_user
from tickets.domain.report import Priority
from tickets.outbound.list_query import detail_seen_by, page_seen_by
from tickets.outbound.list_walk import walk_of
from tickets.outbound.scope import TICKETS, visible_lines, visible_tickets
from tickets.outbound.tables import orders, tickets, timeline
from tickets.outbound.ticket_rows import owner_from, unit_from


class SqlReads:
    """The `Reads` port."""

    def __init__(self, tx: Tx) -> None:
        self._connection = tx.connection

    async def list(
        self, wanted: TicketFilter, person: Person, *, below: int | None, limit: int
    ) -> Stretch:
        # What is frequent changes from one question to the next, and with the size of the table.
        await self._connection.exec_driver_sql("set local plan_cache_mode = force_custom_plan")
        walk = await walk_of(self._connection, person, wanted, below)
        statement = page_seen_by(person, wanted, walk=walk, below=below, limit=limit)
        rows = await self._connection.execute(statement)
        found = [TicketRow(**_row_fields(row, person)) for row in rows]
        return Stretch(found, walk.reached if walk else None)

    async def find(self, ticket_id: UUID, person: Person) -> TicketDetail:
        statement = detail_seen_by(person, ticket_id)
        row = (await self._connection.execute(statement)).one_or_none()
        if row is None:
            raise missing(TICKETS)
        return TicketDetail(
            **_row_fields(row, person),
            description=row.description,
            phone=row.phone,
            email=row.email,
            city=row.city,
            contract_id=row.contract_id,
            service_address=row.service_address,
            unit_serial=row.unit_serial,
            unit=unit_from(row),
            **_registrar(row, person),
            resolution=row.resolution,
            closing_text=row.closing_text,
            reopen_count=row.reopen_count,
            orders=[] if is_user(person) else await self._orders(ticket_id),
        )

    async def timeline(
        self, ticket_id: UUID, person: Person, *, below: int | None, limit: int
    ) -> Sequence[TimelineLine]:
        seen = select(tickets.c.id).where(tickets.c.id == ticket_id, visible_tickets(person))
        if await self._connection.scalar(seen) is None:
            raise missing(TICKETS)
        lines = select(timeline).where(timeline.c.ticket_id == ticket_id, visible_lines(person))
        if below is not None:
            lines = lines.where(timeline.c.position < below)
        lines = lines.order_by(timeline.c.position.desc()).limit(limit + 1)
        return [_line(row, person) for row in await self._connection.execute(lines)]

    async def _orders(self, ticket_id: UUID) -> Sequence[OrderOfTicket]:
        statement = select(orders).where(orders.c.ticket_id == ticket_id).order_by(orders.c.number)
        return [_order(row) for row in await self._connection.execute(statement)]


def _row_fields(row: Any, person: Person) -> dict[str, Any]:
    """What users are not shown is who works on it, and what else was set going (A15)."""
    state, priority = State(row.state), Priority(row.priority)
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "area": row.area,
        "category": row.category,
        "category_name": row.category_name,
        "kind": row.kind,
        "channel": row.channel,
        "priority": priority.value,
        "priority_label": PRIORITY_LABELS[priority],
        "state": state.value,
        "state_label": STATE_LABELS[state],
        "created_at": row.registered_at,
        "customer": _customer(row),
        "assigned_to": None if is_user(person) else _owner(row, state),
        "contact_id": None if is_user(person) else row.contact_id,
        "open_orders": 0 if is_user(person) else row.open_orders,
        "comments": row.comments,
        "version": row.version,
        "allowed_actions": allowed_actions(state, owner_from(row), person),
    }


def _customer(row: Any) -> CustomerOfTicket | None:
    if row.customer_id is None and row.customer_name is None:
        return None
    return CustomerOfTicket(row.customer_id, row.customer_number, row.customer_name)


def _owner(row: Any, state: State) -> OwnerOfTicket | None:
    if state is State.REGISTERED:
        return None
    return OwnerOfTicket(row.area, row.account_id, row.account_name)


def _order(row: Any) -> OrderOfTicket:
    return OrderOfTicket(
        id=row.order_id,
        number=row.number,
        state=row.state,
        state_label=ORDER_STATE_LABELS[row.state],
        order_type=row.order_type,
        description=row.description,
        resolution=row.resolution,
        slot_day=row.slot_day,
        slot_start=row.slot_start,
        slot_end=row.slot_end,
        changed_at=row.changed_at,
    )


def _registrar(row: Any, person: Person) -> dict[str, Any]:
    """Users learn of themselves, and not which employee wrote it down for them."""
    if is_user(person) and row.registered_by != person.account_id:
        return {"created_by": None, "created_by_name": None}
    return {"created_by": row.registered_by, "created_by_name": row.registered_by_name}


def _line(row: Any, person: Person) -> TimelineLine:
    return TimelineLine(
        id=row.id,
        position=row.position,
        kind=row.kind,
        visibility=row.visibility,
        body=row.body,
        author_id=None if is_user(person) else row.author_id,
        author_name=row.author_name,
        at=row.at,
    )
