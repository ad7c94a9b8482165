"""An operator takes a contact; of any number who try, one does."""

from datetime import datetime
from uuid import UUID

from intake.application.know_work import know_work
from intake.application.ports import Transaction
from intake.domain.claim import Claim, Operator
from intake.domain.contact import Contact
from intake.domain.conversation import summary_of
from intake.domain.customer import Customer, owner_of
from intake.domain.lease import lapse
from intake.domain.updating import propose_to


async def take_contact(
    contact_id: UUID, operator: Operator, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, ContactIsTaken, ContactIsClosed. One that lapsed is free."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    until = now + tx.leases.length
    customer, text, before = None, "", contact.customer_id
    # For those who come too late nothing is looked up: they may be a thousand.
    if contact.claim is None:
        customer, text = await what_is_known(contact, tx)
    if contact.claim is None and customer is not None:
        await know_work(contact, customer, tx)
    reasons = (await tx.rules.now()).reasons
    contact.take(Claim(operator, now, until), customer, text, reasons)
    if customer is not None and before is None:
        propose_to(contact, customer)
    await tx.contacts.save([contact])
    await tx.leases.watch(contact_id, until)


async def what_is_known(contact: Contact, tx: Transaction) -> tuple[Customer | None, str]:
    """Who it is, and what a ticket should say of it."""
    return await _customer_of(contact, tx), summary_of(await tx.conversations.of(contact.id))


async def _customer_of(contact: Contact, tx: Transaction) -> Customer | None:
    """Looked up once more: a ticket is worth little without its customer, who may have become
    known to us in the very moment in which the contact arrived."""
    customer_id = contact.customer_id
    if customer_id is None:
        owner = owner_of(contact.facts, await tx.customers.owners_of(contact.facts.owner_keys))
        customer_id = owner.id if owner else None
    return await tx.customers.find(customer_id) if customer_id else None
