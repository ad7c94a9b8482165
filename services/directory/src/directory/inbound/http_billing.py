"""A customer's money and consumption. Nobody changes either here."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from chassis.audit import audited
from chassis.errors import Invalid
from chassis.http import begin
from chassis.pages import After, Limit, Page, page_of, position_of
from chassis.policies import needs
from directory.application.billing_views import (
    BillingView,
    InvoiceView,
    MovementView,
    PaymentView,
    UsageView,
)
from directory.application.ports import Begin
from directory.inbound.fields import Code, printable

router = APIRouter(prefix="/api/v1/customers/{customer_id}", tags=["billing"])

BILLING = needs("billing.read")
READ = needs("customers.read")
BeginTx = Annotated[Begin, Depends(begin)]
MOST_DAYS = 400


class WrongRange(Invalid):
    """A range has an end behind its beginning, and at most 400 days."""

    code = "wrong-range"


class Consumption(BaseModel):
    """Days in their order; those of which nothing is known are left out."""

    items: list[UsageView]


@router.get("/billing", dependencies=[BILLING, audited("billing.billing")])
async def billing(customer_id: UUID, begin: BeginTx) -> BillingView:
    """Profile, gateways, prices, discounts and recurring items, as last told."""
    async with begin() as tx:
        return await tx.billing_queries.billing(customer_id)


@router.get("/invoices", dependencies=[BILLING, audited("billing.invoices")])
async def invoices(
    customer_id: UUID,
    begin: BeginTx,
    contract: Annotated[Code | None, Query(description="A contract's number")] = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[InvoiceView]:
    """Invoices, newest first, with the link to their PDF."""
    position = position_of(after, date.fromisoformat, printable)
    async with begin() as tx:
        rows = await tx.billing_queries.invoices(customer_id, contract, position, limit)
    return page_of(rows, limit, lambda row: (row.issued_on, row.number))


@router.get("/payments", dependencies=[BILLING, audited("billing.payments")])
async def payments(
    customer_id: UUID, begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[PaymentView]:
    """Payments, newest first."""
    position = position_of(after, date.fromisoformat, printable)
    async with begin() as tx:
        rows = await tx.billing_queries.payments(customer_id, position, limit)
    return page_of(rows, limit, lambda row: (row.paid_on, row.number))


@router.get("/movements", dependencies=[BILLING, audited("billing.movements")])
async def movements(
    customer_id: UUID, begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[MovementView]:
    """The current account, newest movement first."""
    position = position_of(after, date.fromisoformat, printable)
    async with begin() as tx:
        rows = await tx.billing_queries.movements(customer_id, position, limit)
    return page_of(rows, limit, lambda row: (row.booked_on, row.number))


@router.get("/contracts/{contract_id}/usage", dependencies=[READ, audited("billing.usage")])
async def usage(
    customer_id: UUID,
    contract_id: UUID,
    begin: BeginTx,
    first: Annotated[date, Query(alias="from")],
    last: Annotated[date, Query(alias="to")],
) -> Consumption:
    """What went through a contract, day by day, for up to 400 days."""
    if not timedelta(0) <= last - first < timedelta(days=MOST_DAYS):
        raise WrongRange(f"A range has 1 to {MOST_DAYS} days.")
    async with begin() as tx:
        return Consumption(
            items=await tx.billing_queries.usage(customer_id, contract_id, first, last)
        )
