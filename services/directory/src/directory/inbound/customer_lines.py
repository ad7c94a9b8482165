"""One line of an import of customers: its form, and what it means."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from directory.domain import customer, national_id
from directory.inbound.fields import Code, Country, Email, Language, Line
from directory.inbound.lines import Problem
from directory.inbound.phones import WrongPhone, e164

_FORM = ConfigDict(extra="forbid")
_COMPANIES_HAVE = ("CUIT", "NIT")

Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class ContractLine(BaseModel):
    """A service at an address."""

    model_config = _FORM

    number: Code
    plan: Line
    state: customer.State = "active"
    address: Line
    city: Line
    node: Code | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class CustomerLine(BaseModel):
    """A customer. `country` says where phones without a country are, `language` is for letters."""

    model_config = _FORM

    number: Code
    name: Line
    kind: customer.Kind = "person"
    national_id_kind: national_id.Kind
    national_id: Code
    country: Country | None = None
    language: Language | None = None
    phones: Annotated[list[Code], Field(max_length=10)] = []
    emails: Annotated[list[Email], Field(max_length=10)] = []
    contracts: Annotated[list[ContractLine], Field(max_length=100)] = []


class WrongLine(Exception):
    """The line has the right form and cannot be meant."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def customer_of(line: CustomerLine, *, country: str, language: str) -> customer.Customer:
    """What the line means; raises WrongLine with all that is wrong."""
    problems: list[Problem] = []
    identity = _identity(line, problems)
    phones = _phones(line, line.country or country, problems)
    contracts = tuple(_contract(each) for each in line.contracts)
    if len({contract.number for contract in contracts}) < len(contracts):
        problems.append(Problem(field="contracts", message="two have the same number"))
    if problems or identity is None:
        raise WrongLine(problems)
    return customer.Customer(
        number=customer.as_number(line.number),
        name=line.name,
        kind=line.kind,
        national_id=identity,
        phones=phones,
        emails=tuple(dict.fromkeys(line.emails)),
        language=line.language or language,
        contracts=contracts,
    )


def _identity(line: CustomerLine, problems: list[Problem]) -> national_id.NationalId | None:
    if line.kind == "company" and line.national_id_kind not in _COMPANIES_HAVE:
        problems.append(Problem(field="national_id_kind", message="a company has CUIT or NIT"))
    try:
        return national_id.national_id(line.national_id_kind, line.national_id)
    except national_id.WrongNationalId as error:
        problems.append(Problem(field="national_id", message=str(error)))
        return None


def _phones(line: CustomerLine, country: str, problems: list[Problem]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for place, text in enumerate(line.phones):
        try:
            found[e164(text, country)] = None
        except WrongPhone as error:
            problems.append(Problem(field=f"phones.{place}", message=str(error)))
    return tuple(found)


def _contract(line: ContractLine) -> customer.Contract:
    return customer.Contract(
        number=customer.as_number(line.number),
        plan=line.plan,
        state=line.state,
        address=line.address,
        city=line.city,
        node=line.node or "",
        latitude=line.latitude,
        longitude=line.longitude,
    )
