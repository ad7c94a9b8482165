"""Customers, for those who attend them."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel

from chassis.audit import audited
from chassis.http import begin
from chassis.pages import After, Limit, Page, cursor_for, page_of, position_of
from chassis.policies import Actor, AnyAccount, needs
from directory.application.customer_views import (
    ChangeView,
    CustomerSummary,
    CustomerView,
    DuplicateView,
    SharedIdView,
    Tab,
)
from directory.application.ports import Begin
from directory.domain.search import folded
from directory.inbound.fields import SearchText, printable

router = APIRouter(prefix="/api/v1", tags=["customers"])

READ = needs("customers.read")
BeginTx = Annotated[Begin, Depends(begin)]
_NEWEST = 2**62


class Cities(BaseModel):
    """Names of cities, in order."""

    items: list[str]


class Duplicates(BaseModel):
    """Whoever may be the same, the most likely first."""

    items: list[DuplicateView]


@router.get("/customers", dependencies=[READ, audited("customers.search")])
async def list_customers(
    begin: BeginTx,
    query: Annotated[SearchText, Query(description="Beginnings of words, or a number")] = "",
    after: After = None,
    limit: Limit = 50,
) -> Page[CustomerSummary]:
    """Customers by name, number, national id or phone, in the order of their names.

    Every word of the query must begin a word of the customer's; accents and capitals do not
    matter. A query of digits is one number, however it is spaced.
    """
    position = position_of(after, printable, UUID)
    async with begin() as tx:
        rows = await tx.customer_queries.customers(query, position, limit)
    return page_of(rows, limit, lambda row: (folded(row.name), row.customer_id))


@router.get("/customers/duplicates", dependencies=[READ, audited("customers.shared-ids")])
async def list_shared_ids(
    begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[SharedIdView]:
    """National ids that several customers have. Where few are, a page may have fewer than `limit`,
    or none, and a `next`: so far was looked."""
    position = position_of(after, printable)
    async with begin() as tx:
        found, reached = await tx.customer_queries.shared_ids(
            position[0] if position else "", limit
        )
    page = page_of(found, limit, lambda row: (row.national_id,))
    if page.next is None and reached is not None:
        page.next = cursor_for((reached,))
    return page


@router.get(
    "/customers/{customer_id}",
    response_model=CustomerView,
    dependencies=[audited("customers.read")],
    responses={307: {"description": "This customer turned out to be the one at Location."}},
)
async def read(
    customer_id: UUID, begin: BeginTx, response: Response, actor: Annotated[Actor, READ]
) -> CustomerView | RedirectResponse:
    """One customer, with all contracts and units. `ETag` is what an edit must send as If-Match."""
    async with begin() as tx:
        merged_into = await tx.customer_queries.merged_into(customer_id)
        if merged_into is not None:
            return RedirectResponse(f"/api/v1/customers/{merged_into}", status_code=307)
        view = await tx.customer_queries.customer(customer_id, tabs_of(actor))
    response.headers["ETag"] = f'"{view.version}"'
    return view


@router.get("/customers/{customer_id}/history", dependencies=[READ, audited("customers.history")])
async def history(
    customer_id: UUID, begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[ChangeView]:
    """Who changed which fields, newest first; also of a customer that was merged."""
    position = position_of(after, int)
    async with begin() as tx:
        rows = await tx.customer_queries.history(
            customer_id, position[0] if position else _NEWEST, limit
        )
    return page_of(rows, limit, lambda row: (row.version,))


@router.get(
    "/customers/{customer_id}/duplicates", dependencies=[READ, audited("customers.duplicates")]
)
async def duplicates(customer_id: UUID, begin: BeginTx) -> Duplicates:
    """Customers with the same national id, phone or e-mail, or much the same name."""
    async with begin() as tx:
        return Duplicates(items=await tx.duplicates.of(customer_id))


@router.get("/catalogues/cities")
async def list_cities(_: AnyAccount, begin: BeginTx) -> Cities:
    """The cities where customers have services."""
    async with begin() as tx:
        return Cities(items=await tx.customer_queries.cities())


def tabs_of(actor: Actor) -> list[Tab]:
    """What of a customer this account may open."""
    return ["detail", "billing", "payments"] if actor.may("billing.read") else ["detail"]
