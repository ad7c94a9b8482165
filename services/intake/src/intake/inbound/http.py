"""The contact desk: lists, one contact, and what can be done with it."""

from datetime import datetime
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from chassis.errors import Forbidden
from chassis.pages import Page, cursor_for, page_of
from intake.application.finish_contact import Conclusion, finish_contact
from intake.application.link_contact import link_contact
from intake.application.take_contact import take_contact
from intake.application.views import ContactDetail, ContactRow
from intake.domain.conversation import Line
from intake.inbound.desk_filters import Filters, Which, desk_query, page_query
from intake.inbound.desk_models import (
    CustomerOfContact,
    DeskCounts,
    Finisher,
    Linker,
    Outcome,
    Reader,
    StateCounts,
    Taker,
    operator,
    viewer,
)
from intake.inbound.edge import Begin, Edge, now
from intake.inbound.preconditions import etag_of
from intake.inbound.row_answers import row_after
from intake.inbound.turnstile import Turnstile

router = APIRouter(prefix="/api/v1/contacts", tags=["desk"])


@router.get("")
async def list_contacts(
    actor: Reader, filters: Annotated[Filters, Query()], begin: Begin
) -> Page[ContactRow]:
    """A screen of the desk, newest first unless `sort` says otherwise. Where few contacts are what
    is asked for, a page may have fewer rows than `limit`, or none, and a `next`: so far was looked.
    """
    async with begin() as tx:
        stretch = await tx.desk.page(page_query(filters, actor.account_id), actor)
    eyes = viewer(actor)
    rows = [contact.seen_by(eyes) for contact in stretch.rows]
    page = page_of(rows, filters.limit, lambda row: _position(row.date, row.id))
    if page.next is None and stretch.reached is not None:
        page.next = cursor_for(_position(*stretch.reached))
    return page


def _position(date: datetime, contact_id: UUID) -> list[str]:
    return [date.isoformat(), str(contact_id)]


@router.get("/counts")
async def count_contacts(actor: Reader, begin: Begin) -> DeskCounts:
    """What the badges beside the screens say."""
    async with begin() as tx:
        return DeskCounts.of(await tx.desk.counts(actor), await tx.call_backs.counts(actor))


@router.get("/count")
async def count_matching(
    actor: Reader, filters: Annotated[Which, Query()], begin: Begin
) -> StateCounts:
    """How many contacts a list with these filters has in each state."""
    async with begin() as tx:
        counted = await tx.desk.count(desk_query(filters, actor.account_id), actor)
    return StateCounts(states=dict(counted))


@router.get("/{contact_id}")
async def show_contact(
    contact_id: UUID, actor: Reader, begin: Begin, response: Response
) -> ContactDetail:
    """Everything known of one contact, with what was said before. `ETag` is what a change of it
    must send as If-Match."""
    async with begin() as tx:
        detail = await tx.desk.detail(contact_id, viewer(actor), actor)
    response.headers.update(etag_of(detail.contact.version))
    return detail


@router.get("/{contact_id}/transcript")
async def show_transcript(contact_id: UUID, actor: Reader, begin: Begin) -> list[Line]:
    """What the customer and the bot said; empty for calls."""
    async with begin() as tx:
        return list(await tx.desk.transcript(contact_id, actor))


@router.post("/{contact_id}/take", response_model=ContactRow)
async def take(contact_id: UUID, actor: Taker, edge: Edge, request: Request) -> Response:
    """Attend it, as the only one. 409 `contact-is-taken` says who was quicker."""
    turnstile: Turnstile = request.app.state.turnstile
    async with turnstile.turn(contact_id):
        use_case = partial(take_contact, contact_id, operator(actor), now())
        return await row_after(edge, use_case, contact_id, actor, "contacts.take")


@router.post("/{contact_id}/finish", response_model=ContactRow)
async def finish(contact_id: UUID, body: Outcome, actor: Finisher, edge: Edge) -> Response:
    """Done; only its holder can say so. With `tickets.finish`, its ticket as well."""
    if body.resolution and not actor.may("tickets.finish"):
        raise Forbidden("This needs the permission tickets.finish.", permission="tickets.finish")
    conclusion = Conclusion(body.outcome, body.resolution)
    use_case = partial(finish_contact, contact_id, operator(actor), conclusion, now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.finish")


@router.post("/{contact_id}/link", response_model=ContactRow)
async def link(contact_id: UUID, body: CustomerOfContact, actor: Linker, edge: Edge) -> Response:
    """Say which customer this is; an unidentified call then belongs in Calls. One that is known
    already is corrected by its holder, or by anybody while it waits for one."""
    use_case = partial(link_contact, contact_id, body.customer_id, operator(actor), now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.link")
