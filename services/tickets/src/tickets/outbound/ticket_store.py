"""Tickets in PostgreSQL: saving one writes its row, its timeline and its news together."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_not

from chassis.errors import ConcurrentUpdate
from chassis.scope import authorize, missing
from chassis.searching import grams
from chassis.transactions import Tx
from tickets.domain.events import TicketAssigned, TicketEvent, TicketRetitled
from tickets.domain.people import Person
from tickets.domain.ticket import Ticket
from tickets.domain.timeline import line_of
from tickets.outbound.announcements import announce
from tickets.outbound.customer_store import SqlCustomers
from tickets.outbound.scope import TICKETS, visible_tickets
from tickets.outbound.tables import NUMBERS, tickets, timeline, title_gram
from tickets.outbound.ticket_rows import (
    current_columns,
    reported_columns,
    ticket_from,
    title_columns,
)

Follow = Callable[[Ticket, Sequence[TicketEvent]], Awaitable[None]]


class SqlTickets:
    """The `Tickets` port; `follow` does what else follows from events of a ticket that is kept."""

    def __init__(self, tx: Tx, customers: SqlCustomers, follow: Follow) -> None:
        self._tx, self._follow = tx, follow
        self._connection = tx.connection
        self._customers = customers

    async def next_number(self) -> int:
        return int(await self._connection.scalar(NUMBERS.next_value()))

    async def get(self, ticket_id: UUID, by: Person, permission: str) -> Ticket:
        row = await self._lock(tickets.c.id == ticket_id, visible_tickets(by))
        if row is None:
            raise missing(TICKETS)
        authorize(by, permission, TICKETS.of(row._asdict()))
        return ticket_from(row)

    async def find(self, ticket_id: UUID) -> Ticket | None:
        row = await self._lock(tickets.c.id == ticket_id)
        return ticket_from(row) if row else None

    async def is_seen(self, ticket_id: UUID, by: Person) -> bool:
        statement = select(tickets.c.id).where(tickets.c.id == ticket_id, visible_tickets(by))
        return await self._connection.scalar(statement) is not None

    async def add(self, ticket: Ticket) -> None:
        events = ticket.pull_events()
        values = {
            **reported_columns(ticket),
            **current_columns(ticket),
            "version": ticket.version + len(events),
        }
        statement = (
            insert_or_not(tickets)
            .values(values)
            .on_conflict_do_nothing(index_elements=[tickets.c.id])
        )
        if (await self._connection.execute(statement)).rowcount == 0:
            raise ConcurrentUpdate("Somebody else opened this ticket just now.")
        letters = {"ticket_id": ticket.id, "grams": grams(ticket.report.title)}
        await self._connection.execute(insert(title_gram), letters)
        await self._tell(ticket, events)

    async def save(self, ticket: Ticket) -> None:
        events = ticket.pull_events()
        if not events:
            return
        if any(isinstance(event, TicketAssigned) for event in events):
            # It may be somebody else's from now on, and out of sight of who gives it away.
            await self._tx.see_all()
        values = {**current_columns(ticket), "version": ticket.version + len(events)}
        is_retitled = any(isinstance(event, TicketRetitled) for event in events)
        # The row first: its lock is what keeps this ticket's events in order.
        statement = (
            update(tickets)
            .where(tickets.c.id == ticket.id, tickets.c.version == ticket.version)
            .values(values | title_columns(ticket) if is_retitled else values)
        )
        if (await self._connection.execute(statement)).rowcount == 0:
            raise ConcurrentUpdate("Somebody else changed this ticket just now.")
        if is_retitled:
            letters = update(title_gram).where(title_gram.c.ticket_id == ticket.id)
            await self._connection.execute(letters.values(grams=grams(ticket.report.title)))
        await self._tell(ticket, events)
        await self._follow(ticket, events)

    async def _lock(self, *conditions: ColumnElement[bool]) -> Row[Any] | None:
        # Locked: two people at once are served one after the other, and the second one is
        # refused for what the first one did, not because there was a first one.
        statement = select(tickets).where(*conditions).with_for_update()
        return (await self._connection.execute(statement)).one_or_none()

    async def _tell(self, ticket: Ticket, events: Sequence[TicketEvent]) -> None:
        """One line and one announcement for each event; each event is one version."""
        known = await self._customers.known(ticket.customer_id, ticket.report.requester)
        lines = []
        for version, event in enumerate(events, ticket.version + 1):
            line, stamp = line_of(event), event.stamp
            lines.append(
                {
                    "ticket_id": ticket.id,
                    "position": version,
                    "id": line.id,
                    "kind": line.kind,
                    "visibility": line.visibility.value,
                    "body": line.body,
                    "author_id": stamp.account_id,
                    "author_name": stamp.name,
                    "at": stamp.at,
                }
            )
            contract = announce(ticket, event, known)
            self._tx.emit(contract, key=ticket.id, version=version, time=stamp.at)
        await self._connection.execute(insert(timeline), lines)
        ticket.version += len(events)
