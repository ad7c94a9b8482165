"""A holder saves what they are writing, so that it outlives them at the desk."""

from datetime import datetime
from uuid import UUID

from chassis.errors import OutOfDate
from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.draft import NO_DRAFT, Draft, DraftTexts
from intake.domain.lease import lapse


async def keep_draft(
    contact_id: UUID,
    texts: DraftTexts,
    seen: int,
    operator: Operator,
    now: datetime,
    tx: Transaction,
) -> Draft:
    """Raises NotFound, ContactIsClosed, ContactIsNotYours, ClaimLapsed, OutOfDate."""
    await _as_holder(contact_id, seen, operator, now, tx)
    return await tx.drafts.keep(contact_id, texts, operator, now)


async def drop_draft(
    contact_id: UUID, seen: int, operator: Operator, now: datetime, tx: Transaction
) -> None:
    """Nobody needs it any more. Raises as above."""
    await _as_holder(contact_id, seen, operator, now, tx)
    await tx.drafts.drop(contact_id)


async def _as_holder(
    contact_id: UUID, seen: int, operator: Operator, now: datetime, tx: Transaction
) -> None:
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    contact.require_holder(operator)
    draft = await tx.drafts.of(contact_id)
    version = draft.version if draft else NO_DRAFT
    if version != seen:
        detail = "Somebody saved this draft in between."
        raise OutOfDate(detail, version=version, current=draft)
    await tx.leases.extend(contact_id, operator.id, now)
