"""Its holder says what a contact is about."""

from datetime import datetime
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.classifying import choose_reason
from intake.domain.lease import lapse


async def classify_contact(
    contact_id: UUID, code: str, operator: Operator, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, UnknownReason, ContactIsNotYours, ContactIsClosed."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    reason = (await tx.rules.now()).reasons.choosable(code, contact.channel)
    choose_reason(contact, reason, operator)
    await tx.contacts.save([contact])
