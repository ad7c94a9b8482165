"""What the desk proposes for customers, for those who may change them."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, RootModel

from chassis import audit
from chassis.audit import audited
from chassis.http import begin
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import Actor, needs
from chassis.preconditions import version_of
from directory.application.decide_proposal import approve_proposal, open_proposal
from directory.application.ports import Begin
from directory.application.proposal_ports import Decider, ProposalCount, ProposalView
from directory.domain.customer import Customer
from directory.domain.proposal import State, TakenOver
from directory.inbound.customer_bodies import CustomerChanges, IfMatch, changed
from directory.inbound.edge import Edge, EdgeTransaction
from directory.inbound.fields import Line
from directory.settings import Settings

router = APIRouter(prefix="/api/v1/customers", tags=["customers"])

READ = needs("customers.read")
Editor = Annotated[Actor, needs("customers.edit")]
BeginTx = Annotated[Begin, Depends(begin)]
Settled = RootModel[ProposalView]


class Refusal(BaseModel):
    """Why not, for whoever proposed it."""

    model_config = ConfigDict(extra="forbid")

    reason: Line


@router.get("/proposals", dependencies=[READ, audited("customers.proposals")])
async def list_proposals(
    begin: BeginTx, state: State | None = "open", after: After = None, limit: Limit = 50
) -> Page[ProposalView]:
    """What waits for somebody to decide, the newest first; or what became of it."""
    async with begin() as tx:
        return await _page(tx, None, state, after, limit)


@router.get("/proposals/count")
async def count_proposals(_: Editor, begin: BeginTx) -> ProposalCount:
    """How many wait, for those who may decide."""
    async with begin() as tx:
        return await tx.proposals.count()


@router.get("/{customer_id}/proposals", dependencies=[READ, audited("customers.proposals")])
async def proposals_of(
    customer_id: UUID,
    begin: BeginTx,
    state: State | None = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[ProposalView]:
    """The same for one customer."""
    async with begin() as tx:
        return await _page(tx, customer_id, state, after, limit)


@router.post("/{customer_id}/proposals/{proposal_id}/approve", response_model=ProposalView)
async def approve(
    customer_id: UUID,
    proposal_id: UUID,
    edge: Edge,
    request: Request,
    if_match: IfMatch,
    actor: Editor,
) -> Response:
    """Take it over: the customer is changed as by any other edit. `If-Match` is its `version`."""
    settings: Settings = request.app.state.settings
    form = partial(_checked, settings.default_country)

    async def work(tx: EdgeTransaction) -> Settled:
        seen = await open_proposal(customer_id, proposal_id, version_of(if_match), tx)
        await approve_proposal(seen, form, tx, _decider(actor))
        await audit.append(tx.kernel, "customers.proposal-approved", str(customer_id))
        return Settled(await tx.proposals.get(customer_id, proposal_id))

    return await edge.answer(200, work)


@router.post("/{customer_id}/proposals/{proposal_id}/refuse", response_model=ProposalView)
async def refuse(
    customer_id: UUID,
    proposal_id: UUID,
    body: Refusal,
    edge: Edge,
    if_match: IfMatch,
    actor: Editor,
) -> Response:
    """Leave the customer as they are, and say why."""

    async def work(tx: EdgeTransaction) -> Settled:
        seen = await open_proposal(customer_id, proposal_id, version_of(if_match), tx)
        await tx.proposals.settle(seen, "refused", _decider(actor), body.reason)
        await audit.append(tx.kernel, "customers.proposal-refused", str(customer_id))
        return Settled(await tx.proposals.get(customer_id, proposal_id))

    return await edge.answer(200, work)


async def _page(
    tx: Any, customer_id: UUID | None, state: State | None, after: str | None, limit: int
) -> Page[ProposalView]:
    position = position_of(after, UUID)
    rows = await tx.proposals.page(customer_id, state, position[0] if position else None, limit)
    return page_of(rows, limit, lambda row: (row.proposal_id,))


def _checked(country: str, customer: Customer, becomes: TakenOver) -> Customer:
    data = [{"label": each.label, "value": each.value} for each in becomes.contact_data]
    changes = CustomerChanges.model_validate(
        {"phones": becomes.phones, "emails": becomes.emails, "contact_data": data}
    )
    return changed(customer, changes, country)


def _decider(actor: Actor) -> Decider:
    return Decider(actor.account_id, actor.name)
