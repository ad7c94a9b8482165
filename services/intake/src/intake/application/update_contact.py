"""A holder writes down what the customer says of themselves."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from chassis.errors import OutOfDate
from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.lease import lapse
from intake.domain.updating import update


async def update_contact(
    contact_id: UUID,
    changes: Mapping[str, str | None],
    seen: int,
    operator: Operator,
    now: datetime,
    tx: Transaction,
) -> None:
    """Raises NotFound, ContactIsClosed, ContactIsNotYours, ClaimLapsed, OutOfDate."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    version = contact.version - len(contact.news)
    if version != seen:
        raise OutOfDate("Something happened to this contact in between.", version=version)
    customer = await tx.customers.find(contact.customer_id) if contact.customer_id else None
    update(contact, operator, contact.details._replace(**changes), customer)
    await tx.contacts.save([contact])
