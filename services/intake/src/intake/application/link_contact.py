"""Somebody found out which customer an unidentified contact is."""

from datetime import datetime
from uuid import UUID

from chassis.errors import Invalid
from intake.application.let_go import let_go_of_ticket
from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.lease import lapse
from intake.domain.service_choice import settle, tell_service
from intake.domain.updating import propose_to


async def link_contact(
    contact_id: UUID, customer_id: UUID, operator: Operator, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, or Invalid for a customer nobody knows; where it is another than was
    thought, ContactIsNotYours, ClaimLapsed, ContactIsClosed."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    customer = await tx.customers.find(customer_id)
    if customer is None:
        raise Invalid("There is no such customer.", code="unknown-customer")
    before = contact.customer_id
    contact.link(customer, operator)
    if customer.id != before:
        settle(contact, customer)
        # Before the service is told: it is not that of the ticket the contact had joined.
        await let_go_of_ticket(contact, tx, operator)
        tell_service(contact, customer)
        propose_to(contact, customer, operator)
    await tx.contacts.save([contact])
