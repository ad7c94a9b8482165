"""The contact desk: lists, one contact, and what can be done with it."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import RootModel

from chassis.pages import Page, page_of
from chassis.policies import Actor
from intake.application.finish_contact import finish_contact
from intake.application.link_contact import link_contact
from intake.application.ports import Transaction
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
    Returner,
    Taker,
    desk_query,
    operator,
    viewer,
)
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now

router = APIRouter(prefix="/api/v1/contacts", tags=["desk"])

RowAnswer = RootModel[ContactRow]


@router.get("")
async def list_contacts(
    actor: Reader, filters: Annotated[Filters, Query()], begin: Begin
) -> Page[ContactRow]:
    """A screen of the desk, newest first."""
    async with begin() as tx:
        stored = await tx.desk.page(desk_query(filters, actor.account_id), actor)
    eyes = viewer(actor)
    rows = [contact.seen_by(eyes) for contact in stored]
    return page_of(rows, filters.limit, lambda row: [row.date.isoformat(), str(row.id)])


@router.get("/counts")
async def count_contacts(actor: Reader, begin: Begin) -> DeskCounts:
    """What the badges of the screens say."""
    async with begin() as tx:
        counted = await tx.desk.counts(actor)
    return DeskCounts(screens={screen: dict(states) for screen, states in counted.items()})


@router.get("/{contact_id}")
async def show_contact(contact_id: UUID, actor: Reader, begin: Begin) -> ContactDetail:
    """Everything known of one contact, with what was said before."""
    async with begin() as tx:
        return await tx.desk.detail(contact_id, viewer(actor), actor)


@router.get("/{contact_id}/transcript")
async def show_transcript(contact_id: UUID, actor: Reader, begin: Begin) -> list[Line]:
    """What the customer and the bot said; empty for calls."""
    async with begin() as tx:
        return list(await tx.desk.transcript(contact_id, actor))


@router.post("/{contact_id}/take", response_model=ContactRow)
async def take(contact_id: UUID, actor: Taker, edge: Edge) -> Response:
    """Attend it, as the only one. 409 `contact-is-taken` says who was quicker."""
    use_case = partial(take_contact, contact_id, operator(actor), now())
    return await _row_after(edge, use_case, contact_id, actor, "contacts.take")


# Whoever holds a contact was allowed to take it once; giving it back needs no more than to see it.
@router.post("/{contact_id}/return", response_model=ContactRow)
async def give_back(contact_id: UUID, actor: Returner, edge: Edge) -> Response:
    """Let somebody else attend it. With `contacts.force-return`, also what others hold."""
    forced = actor.may("contacts.force-return")
    use_case = partial(return_contact, contact_id, operator(actor), forced=forced)
    return await _row_after(edge, use_case, contact_id, actor, "contacts.read")


@router.post("/{contact_id}/finish", response_model=ContactRow)
async def finish(contact_id: UUID, body: Outcome, actor: Finisher, edge: Edge) -> Response:
    """Done; only its holder can say so."""
    use_case = partial(finish_contact, contact_id, operator(actor), body.outcome, now())
    return await _row_after(edge, use_case, contact_id, actor, "contacts.finish")


@router.post("/{contact_id}/link", response_model=ContactRow)
async def link(contact_id: UUID, body: CustomerOfContact, actor: Linker, edge: Edge) -> Response:
    """Say which customer this is; an unidentified call then belongs in Calls."""
    use_case = partial(link_contact, contact_id, body.customer_id, operator(actor))
    return await _row_after(edge, use_case, contact_id, actor, "contacts.link")


async def _row_after(
    edge: Edge,
    use_case: Callable[[Transaction], Awaitable[None]],
    contact_id: UUID,
    actor: Actor,
    permission: str,
) -> Response:
    async def work(tx: EdgeTransaction) -> RowAnswer:
        await tx.contacts.admit(contact_id, actor, permission)
        await use_case(tx)
        row = await tx.desk.row(contact_id, actor)
        return RowAnswer(row.seen_by(viewer(actor)))

    return await edge.answer(200, work)
