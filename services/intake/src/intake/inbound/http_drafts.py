"""What an operator was writing on a contact: kept for them, or for whoever attends it next."""

from uuid import UUID

from fastapi import APIRouter, Response

from intake.application.keep_draft import drop_draft, keep_draft
from intake.domain.draft import NO_DRAFT
from intake.inbound.desk_models import Reader, Taker, operator
from intake.inbound.detail_bodies import DraftBody, DraftShown
from intake.inbound.edge import Begin, now
from intake.inbound.preconditions import IfMatch, etag_of, version_of

router = APIRouter(prefix="/api/v1/contacts/{contact_id}/draft", tags=["desk"])


@router.get("")
async def show_draft(
    contact_id: UUID, actor: Reader, begin: Begin, response: Response
) -> DraftShown:
    """What somebody had begun to write, and who; it goes when the contact is finished."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.read")
        shown = DraftShown.of(await tx.drafts.of(contact_id))
    response.headers.update(etag_of(shown.version))
    return shown


@router.put("")
async def save_draft(
    contact_id: UUID,
    body: DraftBody,
    actor: Taker,
    begin: Begin,
    response: Response,
    if_match: IfMatch = None,
) -> DraftShown:
    """Save all of it; only the holder does. `If-Match: "0"` where there was none.

    412 (`out-of-date`) if it was saved elsewhere in between; `current` is what stands there.
    """
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.take")
        seen = version_of(if_match)
        draft = await keep_draft(contact_id, body.texts(), seen, operator(actor), now(), tx)
    response.headers.update(etag_of(draft.version))
    return DraftShown.of(draft)


@router.delete("")
async def discard_draft(
    contact_id: UUID,
    actor: Taker,
    begin: Begin,
    response: Response,
    if_match: IfMatch = None,
) -> DraftShown:
    """Begin anew; only the holder does. Answers with the draft that is not there."""
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.take")
        await drop_draft(contact_id, version_of(if_match), operator(actor), now(), tx)
    response.headers.update(etag_of(NO_DRAFT))
    return DraftShown.of(None)
