"""The holder of a contact is done with it."""

from datetime import datetime
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.lease import lapse


async def finish_contact(
    contact_id: UUID, operator: Operator, outcome: str, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, ContactIsNotYours, ClaimLapsed, ContactIsClosed."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    contact.finish(operator, outcome, now)
    await tx.contacts.save([contact])
