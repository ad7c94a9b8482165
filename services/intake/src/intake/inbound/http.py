"""The contact desk: lists, one contact, and what can be done with it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from chassis.pages import Page, page_of
from intake.application.finish_contact import finish_contact
from intake.application.link_contact import link_contact
from intake.application.return_contact import return_contact
from intake.application.take_contact import take_contact
from intake.application.views import ContactDetail, ContactRow
from intake.domain.conversation import Line
from intake.inbound.desk_models import (
    CustomerOfContact,
    DeskCounts,
    Filters,
    Finisher,
    Linker,
    Outcome,
    Reader,
    Taker,
    desk_query,
    operator,
    viewer,
)
from intake.inbound.edge import Begin, now

router = APIRouter(prefix="/api/v1/contacts", tags=["desk"])


@router.get("")
async def list_contacts(
    actor: Reader, filters: Annotated[Filters, Query()], begin: Begin
) -> Page[ContactRow]:
    """A screen of the desk, newest first."""
    async with begin() as tx:
        stored = await tx.desk.page(desk_query(filters, actor.account_id))
    eyes = viewer(actor)
    rows = [contact.seen_by(eyes) for contact in stored]
    return page_of(rows, filters.limit, lambda row: [row.date.isoformat(), str(row.id)])


@router.get("/counts")
async def count_contacts(actor: Reader, begin: Begin) -> DeskCounts:
    """What the badges of the screens say."""
    async with begin() as tx:
        counted = await tx.desk.counts(actor.account_id)
    return DeskCounts(screens={screen: dict(states) for screen, states in counted.items()})


@router.get("/{contact_id}")
async def show_contact(contact_id: UUID, actor: Reader, begin: Begin) -> ContactDetail:
    """Everything known of one contact, with what was said before."""
    async with begin() as tx:
        return await tx.desk.detail(contact_id, viewer(actor))


@router.get("/{contact_id}/transcript")
async def show_transcript(contact_id: UUID, _: Reader, begin: Begin) -> list[Line]:
    """What the customer and the bot said; empty for calls."""
    async with begin() as tx:
        return list(await tx.desk.transcript(contact_id))


@router.post("/{contact_id}/take")
async def take(contact_id: UUID, actor: Taker, begin: Begin) -> ContactRow:
    """Attend it, as the only one. 409 `contact-is-taken` says who was quicker."""
    async with begin() as tx:
        await take_contact(contact_id, operator(actor), now(), tx)
        row = await tx.desk.row(contact_id)
    return row.seen_by(viewer(actor))


# Whoever holds a contact was allowed to take it once; giving it back needs no more than to see it.
@router.post("/{contact_id}/return")
async def give_back(contact_id: UUID, actor: Reader, begin: Begin) -> ContactRow:
    """Let somebody else attend it. With `contacts.force-return`, also what others hold."""
    forced = actor.may("contacts.force-return")
    async with begin() as tx:
        await return_contact(contact_id, operator(actor), tx, forced=forced)
        row = await tx.desk.row(contact_id)
    return row.seen_by(viewer(actor))


@router.post("/{contact_id}/finish")
async def finish(contact_id: UUID, body: Outcome, actor: Finisher, begin: Begin) -> ContactRow:
    """Done; only its holder can say so."""
    async with begin() as tx:
        await finish_contact(contact_id, operator(actor), body.outcome, now(), tx)
        row = await tx.desk.row(contact_id)
    return row.seen_by(viewer(actor))


@router.post("/{contact_id}/link")
async def link(
    contact_id: UUID, body: CustomerOfContact, actor: Linker, begin: Begin
) -> ContactRow:
    """Say which customer this is; an unidentified call then belongs in Calls."""
    async with begin() as tx:
        await link_contact(contact_id, body.customer_id, operator(actor), tx)
        row = await tx.desk.row(contact_id)
    return row.seen_by(viewer(actor))
