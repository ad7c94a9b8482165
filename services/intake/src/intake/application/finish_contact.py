"""The holder of a contact is done with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.lease import lapse
from intake.domain.ticket_choice import require_context


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How it ended. With a resolution its ticket is finished, too."""

    outcome: str
    resolution: str | None = None


async def finish_contact(
    contact_id: UUID, operator: Operator, conclusion: Conclusion, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, ContactIsNotYours, ClaimLapsed, ContactIsClosed, and TicketToBeChosen or
    NoTicketYet where it ends with its ticket."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    contact.finish(operator, conclusion.outcome, now, conclusion.resolution)
    rule = (await tx.rules.now()).channels.of(contact.channel)
    if rule.requires_attention_context or conclusion.resolution:
        require_context(contact, with_ticket=conclusion.resolution is not None)
    await tx.contacts.save([contact])
