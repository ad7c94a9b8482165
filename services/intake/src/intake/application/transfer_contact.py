"""A contact becomes a colleague's."""

from datetime import datetime
from uuid import UUID

from chassis.errors import Invalid
from intake.application.ports import Transaction
from intake.application.take_contact import what_is_known
from intake.domain.claim import Claim
from intake.domain.handing_over import Giver, transfer
from intake.domain.lease import lapse


async def transfer_contact(
    contact_id: UUID, to: UUID, giver: Giver, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, ContactIsNotYours, ContactIsNobodys, ContactIsClosed, and Invalid for a
    colleague who cannot attend contacts."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    colleague = await tx.operators.find(to)
    if colleague is None:
        detail = "There is no such account, or it may not attend contacts."
        raise Invalid(detail, code="cannot-attend")
    claim = Claim(colleague, now, now + tx.leases.transferred)
    customer, text = await what_is_known(contact, tx)
    reasons = (await tx.rules.now()).reasons
    transfer(contact, claim, giver, contact.taken(claim, customer, text, reasons))
    await tx.contacts.save([contact])
    await tx.leases.watch(contact_id, now + tx.leases.transferred)
