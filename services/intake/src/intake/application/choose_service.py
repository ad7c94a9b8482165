"""Somebody asked the customer which of their services a contact is about."""

from datetime import datetime
from uuid import UUID

from chassis.errors import Invalid
from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.lease import lapse
from intake.domain.service_choice import choose
from intake.domain.work import CustomerUnknown


async def choose_service(
    contact_id: UUID, contract_id: UUID, operator: Operator, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, CustomerUnknown, ContactIsNotYours, ClaimLapsed, ContactIsClosed, and
    Invalid for a contract of others."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    contact.require_no_other(operator)
    customer = await tx.customers.find(contact.customer_id) if contact.customer_id else None
    if customer is None:
        raise CustomerUnknown
    service = customer.service(contract_id)
    if service is None:
        raise Invalid("This customer has no such contract.", code="unknown-contract")
    choose(contact, service)
    await tx.contacts.save([contact])
