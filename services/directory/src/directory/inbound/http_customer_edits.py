"""Changing customers by hand: new ones, their data, their contracts, and who is who."""

from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict

from chassis.http import begin
from chassis.policies import Actor, needs
from chassis.preconditions import version_of
from directory.application.customer_views import CustomerView
from directory.application.edit_customer import create_customer, edit_contract, edit_customer
from directory.application.ports import Begin
from directory.inbound.customer_bodies import (
    ContractChanges,
    CustomerChanges,
    IfMatch,
    changed,
    meant,
    with_contract,
)
from directory.inbound.customer_lines import CustomerLine
from directory.inbound.edge import Edge, EdgeTransaction
from directory.inbound.http_customers import tabs_of
from directory.inbound.sayings import how
from directory.settings import Settings

router = APIRouter(prefix="/api/v1/customers", tags=["customers"])

Editor = Annotated[Actor, needs("customers.edit")]
Merger = Annotated[Actor, needs("customers.merge")]
BeginTx = Annotated[Begin, Depends(begin)]


class WhoGoes(BaseModel):
    """The customer who turned out to be the one of the path."""

    model_config = ConfigDict(extra="forbid")

    customer_id: UUID


class Shown(BaseModel):
    """A customer after a command."""

    customer: CustomerView


@router.post("", status_code=201, response_model=Shown)
async def create(body: CustomerLine, edge: Edge, request: Request, actor: Editor) -> Response:
    """Somebody new. Their source may tell more of them later, under the same number."""
    settings: Settings = request.app.state.settings
    customer = meant(body, settings.default_country, settings.default_language)

    async def work(tx: EdgeTransaction) -> Shown:
        await create_customer(customer, how("edit", actor), tx)
        return await _shown(customer.id, actor, tx)

    return await edge.answer(201, work)


@router.patch("/{customer_id}")
async def change(
    customer_id: UUID,
    body: CustomerChanges,
    begin: BeginTx,
    request: Request,
    if_match: IfMatch,
    actor: Editor,
) -> CustomerView:
    """Change a customer's own data; 412 (`out-of-date`) if somebody else did since it was read."""
    settings: Settings = request.app.state.settings
    country = body.country or settings.default_country
    change = partial(changed, changes=body, country=country)
    async with begin() as tx:
        await edit_customer(customer_id, version_of(if_match), change, how("edit", actor), tx)
        return await tx.customer_queries.customer(customer_id, tabs_of(actor))


@router.patch("/{customer_id}/contracts/{contract_id}")
async def change_contract(
    customer_id: UUID,
    contract_id: UUID,
    body: ContractChanges,
    begin: BeginTx,
    if_match: IfMatch,
    actor: Editor,
) -> CustomerView:
    """Change a contract; If-Match is that of its customer."""

    change = partial(with_contract, changes=body)
    async with begin() as tx:
        await edit_contract(
            customer_id, contract_id, version_of(if_match), change, how("edit", actor), tx
        )
        return await tx.customer_queries.customer(customer_id, tabs_of(actor))


@router.post("/{customer_id}/merge", response_model=Shown)
async def merge(customer_id: UUID, body: WhoGoes, edge: Edge, actor: Merger) -> Response:
    """The other is this one. Their tickets and contacts follow; nothing of them is lost."""

    async def work(tx: EdgeTransaction) -> Shown:
        await tx.customers.merge(customer_id, body.customer_id, how("merge", actor))
        return await _shown(customer_id, actor, tx)

    return await edge.answer(200, work)


@router.post("/{customer_id}/unmerge", response_model=Shown)
async def unmerge(customer_id: UUID, edge: Edge, actor: Merger) -> Response:
    """This one is somebody else after all."""

    async def work(tx: EdgeTransaction) -> Shown:
        await tx.customers.unmerge(customer_id, how("unmerge", actor))
        return await _shown(customer_id, actor, tx)

    return await edge.answer(200, work)


async def _shown(customer_id: UUID, actor: Actor, tx: EdgeTransaction) -> Shown:
    return Shown(customer=await tx.customer_queries.customer(customer_id, tabs_of(actor)))
