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
    reasons = (await tx.rules.now()).reasons
    choose_reason(contact, reasons.choosable(code, contact.channel), operator, reasons)
    await tx.contacts.save([contact])
