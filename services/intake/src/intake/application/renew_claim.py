"""A holder shows that they still attend a contact."""

from datetime import datetime
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.lease import lapse, require_claim


async def renew_claim(contact_id: UUID, operator: Operator, now: datetime, tx: Transaction) -> None:
    """Raises NotFound, ContactIsClosed, ContactIsNotYours, ClaimLapsed."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    require_claim(contact, operator)
    await tx.leases.extend(contact_id, operator.id, now)
