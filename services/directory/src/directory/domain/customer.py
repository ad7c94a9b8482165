"""A customer with what they have: contracts that say what is delivered where, and devices."""

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID, uuid5

from directory.domain.national_id import NationalId

# Ids follow from numbers, so that importing the same file anywhere gives the same ids.
_NAMESPACE = UUID("6b1f3d5e-3f0a-5c0e-9c43-0d6f3a7a5e21")

Kind = Literal["person", "company"]
State = Literal["active", "suspended", "ended"]


@dataclass(frozen=True)
class Item:
    """A thing that comes with a contract."""

    name: str
    quantity: int = 1
    code: str = ""


@dataclass(frozen=True)
class Contract:
    """One service at one address. `number` is unique among the customer's contracts."""

    number: str
    plan: str
    state: State
    address: str
    city: str
    node: str
    latitude: float | None
    longitude: float | None
    speed_down_kbps: int | None = None
    speed_up_kbps: int | None = None
    server: str = ""
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Unit:
    """A device. `serial` is unique among the customer's units; `contract` is a number."""

    serial: str
    item_number: str = ""
    kind: str = ""
    warranty_until: date | None = None
    contract: str | None = None


@dataclass(frozen=True)
class Datum:
    """One more way to reach somebody, in the company's own words."""

    label: str
    value: str


@dataclass(frozen=True)
class Customer:
    """A customer as the business system knows it. Phones and fax are E.164."""

    number: str
    name: str
    kind: Kind
    national_id: NationalId
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    language: str
    contracts: tuple[Contract, ...]
    fax: str = ""
    contact_data: tuple[Datum, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def id(self) -> UUID:
        """The same for the same number, always."""
        return customer_id_of(self.number)

    def contract_id(self, number: str) -> UUID:
        """Of the contract with this number: the same for the same two numbers, always."""
        return contract_id_of(self.number, number)

    def unit_id(self, unit: Unit) -> UUID:
        """The same for the same number and serial, always."""
        return uuid5(_NAMESPACE, f"unit/{self.number}/{unit.serial}")


def as_number(text: str) -> str:
    """A customer's or contract's number as it is kept: capitals do not matter."""
    return text.strip().upper()


def customer_id_of(number: str) -> UUID:
    """The id of the customer with this number."""
    return uuid5(_NAMESPACE, f"customer/{as_number(number)}")


def contract_id_of(customer_number: str, number: str) -> UUID:
    """The id of this contract of this customer."""
    return uuid5(_NAMESPACE, f"contract/{customer_number}/{number}")
