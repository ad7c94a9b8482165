"""One line of an import of customers: its form, and what it means."""

from datetime import date
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
Speed = Annotated[int, Field(ge=0, le=1_000_000_000, description="kbit/s")]


class ItemLine(BaseModel):
    """A thing that comes with a contract."""

    model_config = _FORM

    name: Line
    quantity: Annotated[int, Field(ge=1, le=10_000)] = 1
    code: Code | None = None


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
    speed_down_kbps: Speed | None = None
    speed_up_kbps: Speed | None = None
    server: Code | None = None
    items: Annotated[list[ItemLine], Field(max_length=10)] = []


class UnitLine(BaseModel):
    """A device; `contract` is the number of the contract it serves."""

    model_config = _FORM

    serial: Code
    item_number: Code | None = None
    kind: Code | None = None
    warranty_until: date | None = None
    contract: Code | None = None


class DatumLine(BaseModel):
    """One more way to reach somebody, in the company's own words."""

    model_config = _FORM

    label: Code
    value: Line


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
    fax: Code | None = None
    contact_data: Annotated[list[DatumLine], Field(max_length=20)] = []
    units: Annotated[list[UnitLine], Field(max_length=100)] = []


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
    fax = _phone("fax", line.fax, line.country or country, problems) if line.fax else None
    contracts = tuple(contract_of(each) for each in line.contracts)
    units = tuple(_unit(each) for each in line.units)
    _check_parts(contracts, units, problems)
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
        fax=fax or "",
        contact_data=tuple(customer.Datum(each.label, each.value) for each in line.contact_data),
        units=units,
    )


def _check_parts(
    contracts: tuple[customer.Contract, ...],
    units: tuple[customer.Unit, ...],
    problems: list[Problem],
) -> None:
    numbers = {contract.number for contract in contracts}
    if len(numbers) < len(contracts):
        problems.append(Problem(field="contracts", message="two have the same number"))
    if len({unit.serial for unit in units}) < len(units):
        problems.append(Problem(field="units", message="two have the same serial"))
    problems.extend(
        Problem(field=f"units.{place}.contract", message="is no contract of this customer")
        for place, unit in enumerate(units)
        if unit.contract and unit.contract not in numbers
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
    read = (
        _phone(f"phones.{place}", text, country, problems) for place, text in enumerate(line.phones)
    )
    return tuple(dict.fromkeys(phone for phone in read if phone))


def _phone(field: str, text: str, country: str, problems: list[Problem]) -> str | None:
    try:
        return e164(text, country)
    except WrongPhone as error:
        problems.append(Problem(field=field, message=str(error)))
        return None


def contract_of(line: ContractLine) -> customer.Contract:
    """What the line of a contract means."""
    return customer.Contract(
        number=customer.as_number(line.number),
        plan=line.plan,
        state=line.state,
        address=line.address,
        city=line.city,
        node=line.node or "",
        latitude=line.latitude,
        longitude=line.longitude,
        speed_down_kbps=line.speed_down_kbps,
        speed_up_kbps=line.speed_up_kbps,
        server=line.server or "",
        items=tuple(
            customer.Item(item.name, item.quantity, item.code or "") for item in line.items
        ),
    )


def _unit(line: UnitLine) -> customer.Unit:
    return customer.Unit(
        serial=customer.as_number(line.serial),
        item_number=line.item_number or "",
        kind=line.kind or "",
        warranty_until=line.warranty_until,
        contract=customer.as_number(line.contract) if line.contract else None,
    )
