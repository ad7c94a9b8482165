"""People and customers, told by `directory`."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from contracts import topics
from contracts.event import Event, Part, Topic

Role = Literal["administrator", "supervisor", "technician", "operator", "customer", "employee"]


class AccountChangedV1(Event):
    """An account as it is now; permissions are already resolved from role and grants."""

    type: ClassVar[str] = "directory.account-changed.v1"
    topic: ClassVar[Topic] = topics.ACCOUNTS

    account_id: UUID
    login: str
    name: str
    email: str
    role: Role
    areas: list[str]
    permissions: list[str]
    active: bool
    customer_id: UUID | None = None


class SessionEndedV1(Event):
    """A session is over before its time. `until`: when its last access token has expired, so that
    nobody need remember it any longer."""

    type: ClassVar[str] = "directory.session-ended.v1"
    topic: ClassVar[Topic] = topics.SESSIONS

    session_id: UUID
    account_id: UUID
    until: AwareDatetime
    why: Literal["logged-out", "revoked", "token-reused", "password-changed", "account-closed"]


class ContractItem(Part):
    """A thing that comes with a contract."""

    name: str
    quantity: int = 1
    code: str | None = None


class CustomerUnit(Part):
    """A device of a customer. `contract_id` is the contract it serves."""

    serial: str
    item_number: str | None = None
    kind: str | None = None
    warranty_until: date | None = None
    contract_id: UUID | None = None


class ContactDatum(Part):
    """One more way to reach a customer, in the company's own words."""

    label: str
    value: str


class CustomerContract(Part):
    """One service a customer has, at one address."""

    contract_id: UUID
    number: str
    plan: str
    state: Literal["active", "suspended", "ended"]
    address: str
    city: str
    node: str
    latitude: float | None = None
    longitude: float | None = None
    speed_down_kbps: int | None = None
    speed_up_kbps: int | None = None
    server: str | None = None
    items: list[ContractItem] = Field(default=[])


class CustomerChangedV1(Event):
    """A customer as it is now. Phones are E.164; the national id holds only its digits.

    One with `merged_into` is known to be another customer, who tells all that both have;
    `national_ids` are those of both.
    """

    type: ClassVar[str] = "directory.customer-changed.v1"
    topic: ClassVar[Topic] = topics.CUSTOMERS

    customer_id: UUID
    number: str
    name: str
    kind: Literal["person", "company"]
    national_id_kind: Literal["DNI", "CUIT", "CC", "NIT"]
    national_id: str
    phones: list[str]
    emails: list[str]
    language: str
    contracts: list[CustomerContract]
    fax: str | None = None
    contact_data: list[ContactDatum] = Field(default=[])
    units: list[CustomerUnit] = Field(default=[])
    national_ids: list[str] = Field(default=[])
    merged_into: UUID | None = None
