"""Which ticket a contact has: the one whose id follows from the contact's, so that there is never a
second by accident, unless somebody chose another."""

from uuid import UUID, uuid5

from tickets.application.ports import Transaction
from tickets.domain.ticket import Ticket

# Never change this: it would give every known contact a second ticket.
_CONTACTS = UUID("5b3d7a52-6f0e-4c8e-9d0a-1f6f3f0c7e11")


def ticket_id_for(contact_id: UUID) -> UUID:
    """The id of the ticket that taking this contact opens."""
    return uuid5(_CONTACTS, str(contact_id))


async def current_ticket_id(contact_id: UUID, tx: Transaction) -> UUID:
    """The id of the ticket this contact belongs to, or would get."""
    return await tx.contact_tickets.chosen(contact_id) or ticket_id_for(contact_id)


async def current_ticket(contact_id: UUID, tx: Transaction) -> Ticket | None:
    """The ticket this contact belongs to."""
    return await tx.tickets.find(await current_ticket_id(contact_id, tx))
