"""Somebody found out whose contact it is: its ticket learns it too."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction
from tickets.domain.people import Stamp


@dataclass(frozen=True)
class LinkCustomer:
    """This contact is this customer's, says this account or, without one, the system."""

    contact_id: UUID
    customer_id: UUID
    by: UUID | None
    at: datetime


async def link_customer(command: LinkCustomer, tx: Transaction) -> None:
    """Nothing for a contact without a ticket: taking it later brings the customer along."""
    ticket = await tx.tickets.find(ticket_id_for(command.contact_id))
    if ticket is None:
        return
    account = await tx.staff.find(command.by) if command.by else None
    stamp = Stamp(command.by, account.name if account else None, command.at)
    ticket.link(command.customer_id, stamp)
    await tx.tickets.save(ticket)
