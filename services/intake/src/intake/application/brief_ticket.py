"""What a ticket should say of a contact that becomes its own, or joins it."""

from intake.application.ports import Transaction
from intake.application.take_contact import what_is_known
from intake.domain.contact import Contact
from intake.domain.ticket_choice import Briefing


async def briefing_of(contact: Contact, reason: str | None, tx: Transaction) -> Briefing:
    """`reason` is what a new ticket is about: one of the desk's, or in the holder's own words."""
    customer, text = await what_is_known(contact, tx)
    reasons = (await tx.rules.now()).reasons
    category, label = reasons.category_of(contact.reason), reasons.label_of(reason)
    return Briefing(customer, text, reason, category, label)
