"""The holder of a contact hands its ticket to another area."""

from datetime import datetime
from uuid import UUID

from chassis.errors import Invalid
from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.lease import lapse
from intake.domain.ticket_choice import Handover, derive


async def derive_contact(
    contact_id: UUID, handover: Handover, operator: Operator, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, ContactIsNotYours, ClaimLapsed, ContactIsClosed, NoTicketYet,
    TicketToBeChosen, and Invalid for an area that nobody works in."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    if not await tx.operators.work_in(handover.area):
        raise Invalid("Nobody works in this area.", code="unknown-area")
    derive(contact, handover, operator, now)
    await tx.contacts.save([contact])
