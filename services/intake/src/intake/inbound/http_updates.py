"""What a holder writes down of the customer, on the contact."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from chassis.errors import OutOfDate
from intake.application.update_contact import update_contact
from intake.application.views import ContactDetail
from intake.inbound.desk_models import Taker, operator, viewer
from intake.inbound.detail_bodies import ContactChanges
from intake.inbound.edge import Begin, now
from intake.inbound.preconditions import IfMatch, etag_of, version_of

router = APIRouter(prefix="/api/v1/contacts", tags=["desk"])


@router.patch("/{contact_id}")
async def update(  # noqa: PLR0913, PLR0917 - each is a part of the request
    contact_id: UUID,
    body: ContactChanges,
    actor: Taker,
    begin: Begin,
    request: Request,
    response: Response,
    if_match: IfMatch = None,
) -> ContactDetail:
    """E-mail, observations, phone, home address; only the holder does.

    It changes this contact alone: where the customer is known, their data is proposed to whoever
    keeps the customers. 412 (`out-of-date`) if something happened to the contact since it was read;
    `current` is what it is now.
    """
    async with begin() as tx:
        await tx.contacts.admit(contact_id, actor, "contacts.take")
        seen, changes = version_of(if_match), body.given(request.app.state.phones)
        try:
            await update_contact(contact_id, changes, seen, operator(actor), now(), tx)
        except OutOfDate as error:
            row = await tx.desk.row(contact_id, actor)
            error.facts["current"] = row.seen_by(viewer(actor))
            raise
        await tx.leases.extend(contact_id, actor.account_id, now())
        detail = await tx.desk.detail(contact_id, viewer(actor), actor)
    response.headers.update(etag_of(detail.contact.version))
    return detail
