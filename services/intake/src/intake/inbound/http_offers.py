"""What queues offer to operators, and their answers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel

from intake.application.answer_offer import accept_offer, offer_of, refuse_offer
from intake.application.views import ContactRow
from intake.inbound.desk_models import Taker, operator, viewer
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.row_answers import RowAnswer

router = APIRouter(prefix="/api/v1/contacts/offers", tags=["desk"])


class OfferShown(BaseModel):
    """A contact that is offered to me alone, until then."""

    offer_id: UUID
    queue: str
    expires_at: datetime
    contact: ContactRow


class OffersShown(BaseModel):
    """The oldest first."""

    items: list[OfferShown]


class Refused(BaseModel):
    """Somebody else is asked."""

    offer_id: UUID
    state: Literal["refused"] = "refused"


@router.get("")
async def list_offers(actor: Taker, begin: Begin) -> OffersShown:
    """What is offered to me now."""
    async with begin() as tx:
        offers = await tx.offers.open_to(actor.account_id)
        rows = [await tx.desk.row(each.contact_id, actor) for each in offers]
    return OffersShown(
        items=[
            OfferShown(
                offer_id=offer.id,
                queue=offer.queue,
                expires_at=offer.expires_at,
                contact=row.seen_by(viewer(actor)),
            )
            for offer, row in zip(offers, rows, strict=True)
        ]
    )


@router.post("/{offer_id}/accept", response_model=ContactRow)
async def accept(offer_id: UUID, actor: Taker, edge: Edge) -> Response:
    """Take the contact. 409 `offer-is-over` says what became of the offer."""

    async def work(tx: EdgeTransaction) -> RowAnswer:
        offer = await offer_of(offer_id, actor.account_id, tx)
        await tx.contacts.admit(offer.contact_id, actor, "contacts.take")
        await accept_offer(offer, operator(actor), now(), tx)
        row = await tx.desk.row(offer.contact_id, actor)
        return RowAnswer(row.seen_by(viewer(actor)))

    return await edge.answer(200, work)


@router.post("/{offer_id}/refuse", response_model=Refused)
async def refuse(offer_id: UUID, actor: Taker, edge: Edge) -> Response:
    """Leave it to somebody else."""

    async def work(tx: EdgeTransaction) -> Refused:
        offer = await offer_of(offer_id, actor.account_id, tx)
        await tx.contacts.admit(offer.contact_id, actor, "contacts.take")
        await refuse_offer(offer, tx)
        return Refused(offer_id=offer_id)

    return await edge.answer(200, work)
