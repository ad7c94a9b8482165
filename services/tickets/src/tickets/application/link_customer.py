"""Somebody found out whose contact it is: its ticket learns it too."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.application.contact_tickets import current_ticket
from tickets.application.ports import Transaction
from tickets.domain.contact_work import is_own
from tickets.domain.people import Stamp


@dataclass(frozen=True)
class LinkCustomer:
    """This contact is this customer's, says this account or, without one, the system."""

    contact_id: UUID
    customer_id: UUID
    by: UUID | None
    at: datetime


async def link_customer(command: LinkCustomer, tx: Transaction) -> None:
    """Nothing for a contact without a ticket: taking it later brings the customer along. A ticket
    it joined keeps its customer."""
    ticket = await current_ticket(command.contact_id, tx)
    if ticket is None or not is_own(ticket, command.contact_id):
        return
    account = await tx.staff.find(command.by) if command.by else None
    stamp = Stamp(command.by, account.name if account else None, command.at)
    ticket.link(command.customer_id, stamp)
    await tx.tickets.save(ticket)
