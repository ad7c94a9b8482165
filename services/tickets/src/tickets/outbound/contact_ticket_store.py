"""Tickets that were chosen for contacts, in PostgreSQL."""

from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert

from chassis.transactions import Tx
from tickets.outbound.tables import contact_ticket


class SqlContactTickets:
    """The `ContactTickets` port."""

    def __init__(self, tx: Tx) -> None:
        self._connection = tx.connection

    async def chosen(self, contact_id: UUID) -> UUID | None:
        statement = select(contact_ticket.c.ticket_id).where(
            contact_ticket.c.contact_id == contact_id
        )
        found: UUID | None = await self._connection.scalar(statement)
        return found

    async def is_shared(self, ticket_id: UUID, contact_id: UUID) -> bool:
        other = exists().where(
            contact_ticket.c.ticket_id == ticket_id, contact_ticket.c.contact_id != contact_id
        )
        return bool(await self._connection.scalar(select(other)))

    async def keep(self, contact_id: UUID, ticket_id: UUID) -> None:
        statement = insert(contact_ticket).values(contact_id=contact_id, ticket_id=ticket_id)
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[contact_ticket.c.contact_id], set_={"ticket_id": ticket_id}
            )
        )
