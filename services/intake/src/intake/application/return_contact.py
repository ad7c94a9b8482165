"""An operator gives a contact back, or a supervisor takes it from its holder."""

from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.claim import Operator


async def return_contact(
    contact_id: UUID, operator: Operator, tx: Transaction, *, forced: bool
) -> None:
    """Raises NotFound, ContactIsNotYours, ContactIsClosed."""
    contact = await tx.contacts.get(contact_id)
    contact.give_back(operator, forced=forced)
    await tx.contacts.save([contact])
