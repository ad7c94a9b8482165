"""What is shown of accounts and customers."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AccountView:
    """An account as lists and its own page show it."""

    account_id: UUID
    login: str
    name: str
    email: str
    role: str
    areas: list[str]
    permissions: list[str]
    active: bool
    customer_id: UUID | None
    version: int


@dataclass(frozen=True)
class ContractView:
    """One service of a customer, at one address."""

    contract_id: UUID
    number: str
    plan: str
    state: str
    address: str
    city: str
    node: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class CustomerSummary:
    """A customer as search results show it; `cities` are those of the contracts."""

    customer_id: UUID
    number: str
    name: str
    kind: str
    national_id_kind: str
    national_id: str
    phones: list[str]
    emails: list[str]
    cities: list[str]


@dataclass(frozen=True)
class CustomerView:
    """All that is known of a customer."""

    customer_id: UUID
    number: str
    name: str
    kind: str
    national_id_kind: str
    national_id: str
    phones: list[str]
    emails: list[str]
    language: str
    contracts: list[ContractView]
    version: int
