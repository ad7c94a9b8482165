"""What is sent to change a customer, laid over what is known of them."""

from dataclasses import replace
from typing import Annotated, Any, Self

from fastapi import Header
from pydantic import BaseModel, ConfigDict, Field, Strict, ValidationError, model_validator

from chassis.errors import Invalid
from directory.domain import customer, national_id
from directory.inbound.customer_lines import (
    ContractLine,
    CustomerLine,
    DatumLine,
    ItemLine,
    Latitude,
    Longitude,
    Speed,
    UnitLine,
    WrongLine,
    contract_of,
    customer_of,
)
from directory.inbound.fields import Code, Country, Email, Language, Line
from directory.inbound.lines import Problem, problems_of
from directory.inbound.lines_of_customers import contract_line, customer_line

_MAY_BE_NULL = {
    "fax",
    "node",
    "server",
    "latitude",
    "longitude",
    "speed_down_kbps",
    "speed_up_kbps",
}

IfMatch = Annotated[
    str, Header(alias="If-Match", pattern=r'^"?[0-9]{1,18}"?$', description="The `ETag` of a read")
]


class _Changes(BaseModel):
    """The fields that become different; those not named stay."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def _only_some_may_be_empty(self) -> Self:
        if any(
            getattr(self, name) is None
            for name in self.model_fields_set
            if name not in _MAY_BE_NULL
        ):
            raise ValueError("a field may be left out, but not be null")
        return self

    def given(self) -> dict[str, Any]:
        """What is named."""
        return self.model_dump(exclude_unset=True)


class CustomerChanges(_Changes):
    """Of a customer. Lists replace what was there."""

    name: Line | None = None
    kind: customer.Kind | None = None
    national_id_kind: national_id.Kind | None = None
    national_id: Code | None = None
    country: Country | None = None
    language: Language | None = None
    phones: Annotated[list[Code], Field(max_length=10)] | None = None
    emails: Annotated[list[Email], Field(max_length=10)] | None = None
    fax: Code | None = None
    contact_data: Annotated[list[DatumLine], Field(max_length=20)] | None = None
    units: Annotated[list[UnitLine], Field(max_length=100)] | None = None


class ContractChanges(_Changes):
    """Of a contract; its number stays."""

    plan: Line | None = None
    state: customer.State | None = None
    address: Line | None = None
    city: Line | None = None
    node: Code | None = None
    latitude: Annotated[Latitude, Strict()] | None = None
    longitude: Annotated[Longitude, Strict()] | None = None
    speed_down_kbps: Annotated[Speed, Strict()] | None = None
    speed_up_kbps: Annotated[Speed, Strict()] | None = None
    server: Code | None = None
    items: Annotated[list[ItemLine], Field(max_length=10)] | None = None


class WrongCustomer(Invalid):
    """The fact `errors` says which fields, and why."""

    code = "wrong-fields"


def changed(before: customer.Customer, changes: CustomerChanges, country: str) -> customer.Customer:
    """The customer with the changes; WrongCustomer."""
    return meant({**customer_line(before), **changes.given()}, country, before.language)


def with_contract(
    before: customer.Customer, number: str, changes: ContractChanges
) -> customer.Customer:
    """The customer with one contract changed."""
    contracts = tuple(
        contract_of(ContractLine.model_validate({**contract_line(each), **changes.given()}))
        if each.number == number
        else each
        for each in before.contracts
    )
    return replace(before, contracts=contracts)


def meant(line: dict[str, Any] | CustomerLine, country: str, language: str) -> customer.Customer:
    """The customer a line means; WrongCustomer."""
    try:
        form = CustomerLine.model_validate(line)
        return customer_of(form, country=country, language=language)
    except ValidationError as error:
        raise _wrong(problems_of(error)) from None
    except WrongLine as error:
        raise _wrong(error.problems) from None


def _wrong(problems: list[Problem]) -> WrongCustomer:
    errors = [each.model_dump() for each in problems]
    return WrongCustomer("Some fields are not as they should be.", errors=errors)
