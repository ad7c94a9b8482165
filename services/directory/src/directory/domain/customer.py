"""A customer with the contracts that say what is delivered where."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID, uuid5

from directory.domain.national_id import NationalId

# Ids follow from numbers, so that importing the same file anywhere gives the same ids.
_NAMESPACE = UUID("6b1f3d5e-3f0a-5c0e-9c43-0d6f3a7a5e21")

Kind = Literal["person", "company"]
State = Literal["active", "suspended", "ended"]


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


@dataclass(frozen=True)
class Customer:
    """A customer as the business system knows it. Phones are E.164."""

    number: str
    name: str
    kind: Kind
    national_id: NationalId
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    language: str
    contracts: tuple[Contract, ...]

    @property
    def id(self) -> UUID:
        """The same for the same number, always."""
        return customer_id_of(self.number)

    def contract_id(self, contract: Contract) -> UUID:
        """The same for the same two numbers, always."""
        return uuid5(_NAMESPACE, f"contract/{self.number}/{contract.number}")


def as_number(text: str) -> str:
    """A customer's or contract's number as it is kept: capitals do not matter."""
    return text.strip().upper()


def customer_id_of(number: str) -> UUID:
    """The id of the customer with this number."""
    return uuid5(_NAMESPACE, f"customer/{as_number(number)}")
