"""Tickets in PostgreSQL: saving one writes its row, its timeline and its news together."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or_not

from chassis.errors import ConcurrentUpdate, NotFound
from chassis.transactions import Tx
from tickets.domain.events import TicketEvent
from tickets.domain.people import Person
from tickets.domain.ticket import Ticket
from tickets.domain.timeline import line_of
from tickets.outbound.announcements import announce
from tickets.outbound.customer_store import SqlCustomers
from tickets.outbound.scope import visible_tickets
from tickets.outbound.tables import NUMBERS, tickets, timeline
from tickets.outbound.ticket_rows import current_columns, reported_columns, ticket_from


class SqlTickets:
    """The `Tickets` port."""

    def __init__(self, tx: Tx, customers: SqlCustomers) -> None:
        self._tx = tx
        self._connection = tx.connection
        self._customers = customers

    async def next_number(self) -> int:
        return int(await self._connection.scalar(NUMBERS.next_value()))

    async def get(self, ticket_id: UUID, seen_by: Person) -> Ticket:
        ticket = await self._load(tickets.c.id == ticket_id, visible_tickets(seen_by))
        if ticket is None:
            raise NotFound("There is no such ticket.", code="ticket-not-found")
        return ticket

    async def find(self, ticket_id: UUID) -> Ticket | None:
        return await self._load(tickets.c.id == ticket_id)

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
        await self._tell(ticket, events)

    async def save(self, ticket: Ticket) -> None:
        events = ticket.pull_events()
        if not events:
            return
        # The row first: its lock is what keeps this ticket's events in order.
        statement = (
            update(tickets)
            .where(tickets.c.id == ticket.id, tickets.c.version == ticket.version)
            .values(**current_columns(ticket), version=ticket.version + len(events))
        )
        if (await self._connection.execute(statement)).rowcount == 0:
            raise ConcurrentUpdate("Somebody else changed this ticket just now.")
        await self._tell(ticket, events)

    async def _load(self, *conditions: ColumnElement[bool]) -> Ticket | None:
        # Locked: two people at once are served one after the other, and the second one is
        # refused for what the first one did, not because there was a first one.
        statement = select(tickets).where(*conditions).with_for_update()
        row = (await self._connection.execute(statement)).one_or_none()
        return ticket_from(row) if row else None

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
