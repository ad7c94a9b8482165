"""A contact turned out to be another customer's: a ticket of the first one is not its ticket."""

from uuid_utils.compat import uuid7

from intake.application.ports import Transaction
from intake.application.take_contact import what_is_known
from intake.domain.claim import Operator, last_holder
from intake.domain.contact import Contact
from intake.domain.ticket_choice import Briefing, let_go


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
    customer, text = await what_is_known(contact, tx)
    reasons = (await tx.rules.now()).reasons
    category, label = reasons.category_of(contact.reason), reasons.label_of(contact.reason)
    briefing = Briefing(customer, text, contact.reason, category, label)
    let_go(contact, ticket, uuid7(), operator, briefing)
