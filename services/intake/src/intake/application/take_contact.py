"""An operator takes a contact; of any number who try, one does."""

from datetime import datetime
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.conversation import summary_of
from intake.domain.customer import Customer


async def take_contact(
    contact_id: UUID, operator: Operator, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, ContactIsTaken, ContactIsClosed."""
    contact = await tx.contacts.get(contact_id)
    customer = await _customer_of(contact, tx)
    text = summary_of(await tx.conversations.of(contact_id))
    contact.take(operator, now, customer, text)
    await tx.contacts.save([contact])


async def _customer_of(contact: Contact, tx: Transaction) -> Customer | None:
    """Looked up once more: a ticket is worth little without its customer, who may have become
    known to us in the very moment in which the contact arrived."""
    customer_id, national_id = contact.customer_id, contact.facts.national_id
    if customer_id is None:
        owner = (await tx.customers.owners_of([national_id])).get(national_id or "")
        customer_id = owner.id if owner else None
    return await tx.customers.find(customer_id) if customer_id else None
