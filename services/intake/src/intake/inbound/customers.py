"""Who somebody may be, for whoever has them on the line."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from chassis.audit import audited
from chassis.policies import needs
from intake.application.find_customers import Match, Question, find_customers
from intake.domain.confidence import Confidence, Why
from intake.domain.customer import Service
from intake.inbound.edge import Begin

router = APIRouter(prefix="/api/v1/intake/customers", tags=["desk"])


class WhoIsIt(BaseModel):
    """What they said, in any way of writing it."""

    model_config = ConfigDict(extra="forbid")

    phone: Annotated[str, Field(max_length=60)] | None = None
    national_id: Annotated[str, Field(max_length=60)] | None = None
    email: Annotated[str, Field(max_length=254)] | None = None


class CustomerFound(BaseModel):
    """A customer who fits, with everything they have: a contact is about one of their services."""

    customer_id: UUID
    number: str
    name: str
    why: list[Why]
    confidence: Confidence
    cities: list[str]
    services: list[Service]


class CustomersFound(BaseModel):
    """The surest first."""

    items: list[CustomerFound]


@router.get("", dependencies=[needs("customers.read"), audited("customers.search")])
async def find(
    wanted: Annotated[WhoIsIt, Query()], request: Request, begin: Begin
) -> CustomersFound:
    """Everybody with this phone, national id or e-mail."""
    question = Question(
        phone=request.app.state.phones.read(wanted.phone),
        national_id=wanted.national_id,
        email=wanted.email,
    )
    async with begin() as tx:
        return CustomersFound(items=[_found(each) for each in await find_customers(question, tx)])


def _found(match: Match) -> CustomerFound:
    customer = match.customer
    return CustomerFound(
        customer_id=customer.id,
        number=customer.number,
        name=customer.name,
        why=match.why,
        confidence=match.confidence,
        cities=list(customer.cities),
        services=list(customer.services),
    )
