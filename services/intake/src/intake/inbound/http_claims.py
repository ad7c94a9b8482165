"""Who attends a contact: keeping it, giving it back, handing it to a colleague."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from chassis.policies import Actor, needs
from intake.application.renew_claim import renew_claim
from intake.application.return_contact import return_contact
from intake.application.transfer_contact import transfer_contact
from intake.application.views import ContactRow
from intake.domain.handing_over import Giver
from intake.inbound.desk_models import Returner, Taker, operator
from intake.inbound.edge import Edge, now
from intake.inbound.row_answers import row_after

router = APIRouter(prefix="/api/v1/contacts", tags=["desk"])

Note = Annotated[str, Field(min_length=1, max_length=1_000, pattern=r"^[^\x00]*$")]
Transferrer = Annotated[Actor, needs("contacts.take", also=("contacts.force-return",))]


class Return(BaseModel):
    """What whoever attends it next should know; a supervisor says why they took it away."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    note: Note | None = None


class Transfer(BaseModel):
    """Which colleague is to attend it, and what they should know."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    account_id: UUID
    note: Note | None = None


@router.post("/{contact_id}/renew", response_model=ContactRow)
async def renew(contact_id: UUID, actor: Taker, edge: Edge) -> Response:
    """Keep attending it; the row says until when. Whatever else the holder does keeps it too.

    409 `claim-has-lapsed` says who has it now, if somebody does.
    """
    use_case = partial(renew_claim, contact_id, operator(actor), now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.take")


# Whoever holds a contact was allowed to take it once; giving it back needs no more than to see it.
@router.post("/{contact_id}/return", response_model=ContactRow)
async def give_back(
    contact_id: UUID, actor: Returner, edge: Edge, body: Return | None = None
) -> Response:
    """Let somebody else attend it. With `contacts.force-return`, also what others hold."""
    use_case = partial(return_contact, contact_id, _giver(actor, body or Return()), now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.read")


@router.post("/{contact_id}/transfer", response_model=ContactRow)
async def hand_over(contact_id: UUID, body: Transfer, actor: Transferrer, edge: Edge) -> Response:
    """A colleague holds it from now on. With `contacts.force-return`, also what others hold."""
    use_case = partial(transfer_contact, contact_id, body.account_id, _giver(actor, body), now())
    return await row_after(edge, use_case, contact_id, actor, "contacts.take")


def _giver(actor: Actor, body: Return | Transfer) -> Giver:
    return Giver(operator(actor), actor.may("contacts.force-return"), body.note)
