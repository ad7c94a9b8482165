"""An operator gives a contact back, or a supervisor takes it from its holder."""

from datetime import datetime
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.handing_over import Giver, give_back
from intake.domain.lease import lapse


async def return_contact(contact_id: UUID, giver: Giver, now: datetime, tx: Transaction) -> None:
    """Raises NotFound, ContactIsNotYours, ContactIsClosed."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    give_back(contact, giver, now)
    await tx.contacts.save([contact])
