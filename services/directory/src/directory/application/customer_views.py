"""What is shown of customers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

Why = Literal["national-id", "phone", "email", "name"]
Confidence = Literal["certain", "likely", "possible"]
Tab = Literal["detail", "billing", "payments"]


@dataclass(frozen=True)
class ItemView:
    """A thing that comes with a contract."""

    name: str
    quantity: int
    code: str


@dataclass(frozen=True)
class ContractView:
    """One service of a customer, at one address. `customer_id` is whose it was before a merge."""

    contract_id: UUID
    customer_id: UUID
    number: str
    plan: str
    state: str
    address: str
    city: str
    node: str
    server: str
    speed_down_kbps: int | None
    speed_up_kbps: int | None
    latitude: float | None
    longitude: float | None
    items: list[ItemView]


@dataclass(frozen=True)
class UnitView:
    """A device of a customer."""

    unit_id: UUID
    serial: str
    item_number: str
    kind: str
    warranty_until: date | None
    contract_id: UUID | None


@dataclass(frozen=True)
class DatumView:
    """One more way to reach somebody."""

    label: str
    value: str


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
    merged_into: UUID | None


@dataclass(frozen=True)
class MergedView:
    """A customer that turned out to be this one."""

    customer_id: UUID
    number: str
    name: str
    national_id: str


@dataclass(frozen=True)
class CustomerView:
    """All that is known of a customer but for money. `tabs` are what the reader may open."""

    customer_id: UUID
    number: str
    name: str
    kind: str
    national_id_kind: str
    national_id: str
    phones: list[str]
    emails: list[str]
    fax: str
    contact_data: list[DatumView]
    language: str
    contracts: list[ContractView]
    units: list[UnitView]
    merged: list[MergedView]
    tabs: list[Tab]
    version: int


@dataclass(frozen=True)
class ChangeView:
    """A change of a customer: how it came, whose it was, and the fields with their values."""

    version: int
    at: datetime
    how: str
    by: UUID | None
    by_name: str
    changes: list[dict[str, Any]]


@dataclass(frozen=True)
class DuplicateView:
    """Another customer who may be the same, and why we think so."""

    customer_id: UUID
    number: str
    name: str
    why: list[Why]
    confidence: Confidence


@dataclass(frozen=True)
class SharedIdView:
    """Customers with one national id."""

    national_id: str
    customers: list[MergedView]
