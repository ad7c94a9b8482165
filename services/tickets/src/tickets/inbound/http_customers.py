"""Who a ticket may be for, and which unit it is about."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field

from chassis.audit import audited
from chassis.policies import needs
from tickets.application.customer_book import (
    CustomerFound,
    UnitFound,
    find_customers,
    find_unit,
)
from tickets.inbound.edge import OpenTransaction

router = APIRouter(prefix="/api/v1/tickets", tags=["tickets"])

READ = needs("customers.read")
Serial = Annotated[str, Path(min_length=1, max_length=60, pattern=r"^[^\x00-\x1f]+$")]


class WhoIsIt(BaseModel):
    """What is known of somebody; a phone with its country's code."""

    model_config = ConfigDict(extra="forbid")

    phone: Annotated[str, Field(pattern=r"^\+[1-9][0-9]{6,14}$")] | None = None
    national_id: Annotated[str, Field(max_length=60, pattern=r"^[0-9 ./-]+$")] | None = None
    email: Annotated[str, Field(max_length=254, pattern=r"^[^\s\x00]+$")] | None = None


class CustomersFound(BaseModel):
    """The surest first."""

    items: list[CustomerFound]


class UnitsFound(BaseModel):
    """One, unless a serial number was written down twice."""

    items: list[UnitFound]


@router.get("/customers", dependencies=[READ, audited("customers.search")])
async def customers(wanted: Annotated[WhoIsIt, Query()], begin: OpenTransaction) -> CustomersFound:
    """Everybody with this phone, national id or e-mail, with their services in every city."""
    async with begin() as tx:
        found = await find_customers(wanted.phone, wanted.national_id, wanted.email, tx.book)
    return CustomersFound(items=found)


@router.get("/units/{serial}", dependencies=[READ, audited("units.read")])
async def units(serial: Serial, begin: OpenTransaction) -> UnitsFound:
    """Whose unit this is, with its warranty and its contract."""
    async with begin() as tx:
        return UnitsFound(items=await find_unit(serial, datetime.now(UTC).date(), tx.book))
