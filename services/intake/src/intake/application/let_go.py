"""A contact turned out to be another customer's: a ticket of the first one is not its ticket."""

from uuid_utils.compat import uuid7

from intake.application.brief_ticket import briefing_of
from intake.application.ports import Transaction
from intake.domain.claim import Operator, last_holder
from intake.domain.contact import Contact
from intake.domain.ticket_choice import let_go


async def let_go_of_ticket(contact: Contact, tx: Transaction, by: Operator | None = None) -> None:
    """`by` is who found out; without anybody it is told in the name of who has or had the contact.

    Nothing where the ticket is this customer's, also under another number (R08).
    """
    operator = by or last_holder(contact.claim, contact.release)
    ticket = await tx.tickets.of_contact(contact) if contact.work.ticket_id else None
    if ticket is None or operator is None:
        return
    owner = await tx.customers.find(ticket.customer_id) if ticket.customer_id else None
    if owner is not None and owner.id == contact.customer_id:
        return
    let_go(contact, ticket, uuid7(), operator, await briefing_of(contact, contact.reason, tx))
