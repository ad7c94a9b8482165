"""Somebody found out whose contact it is: its ticket learns it too."""

from dataclasses import dataclass
from uuid import UUID

from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction
from tickets.domain.people import Stamp


@dataclass(frozen=True)
class LinkCustomer:
    """This contact is this customer's."""

    contact_id: UUID
    customer_id: UUID
    stamp: Stamp


async def link_customer(command: LinkCustomer, tx: Transaction) -> None:
    """Nothing for a contact without a ticket: taking it later brings the customer along."""
    ticket = await tx.tickets.find(ticket_id_for(command.contact_id))
    if ticket is not None:
        ticket.link(command.customer_id, command.stamp)
        await tx.tickets.save(ticket)
