"""Customers, for those who attend them, and the system that knows them first."""

from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel

from chassis.http import begin
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import AnyAccount, needs
from directory.application.import_customers import import_customers
from directory.application.ports import Begin
from directory.application.views import CustomerSummary, CustomerView
from directory.domain.customer import Customer
from directory.domain.search import folded
from directory.inbound.customer_lines import CustomerLine, WrongLine, customer_of
from directory.inbound.fields import SearchText, printable
from directory.inbound.lines import BODY_OF_LINES, ImportReport, Tally, lines_of, parsed
from directory.settings import Settings

LARGEST_IMPORT = 256 << 20

router = APIRouter(prefix="/api/v1", tags=["customers"])
imports = APIRouter(prefix="/api/v1", tags=["customers"], max_body_size=LARGEST_IMPORT)

READ = needs("customers.read")
BeginTx = Annotated[Begin, Depends(begin)]


class Cities(BaseModel):
    """Names of cities, in order."""

    items: list[str]


@router.get("/customers", dependencies=[READ])
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
        rows = await tx.queries.customers(query, position, limit)
    return page_of(rows, limit, lambda row: (folded(row.name), row.customer_id))


@router.get("/customers/{customer_id}", dependencies=[READ])
async def read(customer_id: UUID, begin: BeginTx) -> CustomerView:
    """One customer, with all contracts."""
    async with begin() as tx:
        return await tx.queries.customer(customer_id)


@router.get("/catalogues/cities")
async def list_cities(_: AnyAccount, begin: BeginTx) -> Cities:
    """The cities where customers have services."""
    async with begin() as tx:
        return Cities(items=await tx.queries.cities())


@imports.post(
    "/customers/import", dependencies=[needs("customers.import")], openapi_extra=BODY_OF_LINES
)
async def import_(begin: BeginTx, request: Request) -> ImportReport:
    """Bring customers, one JSON object per line; those that are known are brought up to date.

    Lines are read as they arrive and kept 500 at a time. Wrong lines are told and left out. What
    was kept stays when something fails later; the same lines can be sent again, and lines that
    say nothing new change nothing.
    """
    tally = Tally()
    kept = await import_customers(_customers(request, tally), begin)
    tally.created, tally.updated, tally.unchanged = kept.created, kept.updated, kept.unchanged
    return tally.report()


async def _customers(request: Request, tally: Tally) -> AsyncIterator[Customer]:
    settings: Settings = request.app.state.settings
    async for line in lines_of(request.stream()):
        form = parsed(line, CustomerLine, tally)
        if form is None:
            continue
        try:
            yield customer_of(
                form, country=settings.default_country, language=settings.default_language
            )
        except WrongLine as error:
            tally.refuse(line.number, error.problems)
