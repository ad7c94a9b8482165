"""What a company's own systems may tell of customers. Strict where a mistake would cost one."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from contracts import topics
from contracts.event import Event, Part, Topic

Code = Annotated[str, Field(min_length=1, max_length=60)]
Text = Annotated[str, Field(min_length=1, max_length=300)]
Source = Annotated[str, Field(pattern=r"^[A-Z0-9]{0,20}$")]
Revision = Annotated[int, Field(ge=0, lt=2**62)]
Amount = Annotated[Decimal, Field(max_digits=14, decimal_places=2)]
Bytes = Annotated[int, Field(ge=0, lt=2**60)]
Frequency = Literal["monthly", "bimonthly", "quarterly", "half-yearly", "yearly", "once"]


class ReportedItem(Part):
    """A thing that comes with a contract."""

    name: Text
    quantity: Annotated[int, Field(ge=1, le=10_000)] = 1
    code: Code | None = None


class ReportedContract(Part):
    """One service at one address. Speeds are kbit/s."""

    number: Code
    plan: Text
    state: Literal["active", "suspended", "ended"] = "active"
    address: Text
    city: Text
    node: Code | None = None
    latitude: float | None = None
    longitude: float | None = None
    speed_down_kbps: int | None = None
    speed_up_kbps: int | None = None
    server: Code | None = None
    items: Annotated[list[ReportedItem], Field(max_length=10)] = Field(default=[])


class ReportedUnit(Part):
    """A device; `contract` is the number of the contract it serves."""

    serial: Code
    item_number: Code | None = None
    kind: Code | None = None
    warranty_until: date | None = None
    contract: Code | None = None


class ReportedDatum(Part):
    """One more way to reach a customer."""

    label: Code
    value: Text


class CustomerReportedV1(Event):
    """A customer as a system knows it now, as a whole.

    `revision` grows with each change of the customer there: what arrives late is no news.
    `source` sets apart systems that all count their customers from one.
    """

    type: ClassVar[str] = "crm.customer-reported.v1"
    topic: ClassVar[Topic] = topics.CRM_CUSTOMERS

    source: Source = ""
    number: Code
    revision: Revision
    name: Text
    kind: Literal["person", "company"] = "person"
    national_id_kind: Literal["DNI", "CUIT", "CC", "NIT"]
    national_id: Code
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")] | None = None
    phones: Annotated[list[Code], Field(max_length=10)] = Field(default=[])
    emails: Annotated[list[Text], Field(max_length=10)] = Field(default=[])
    fax: Code | None = None
    contact_data: Annotated[list[ReportedDatum], Field(max_length=20)] = Field(default=[])
    contracts: Annotated[list[ReportedContract], Field(max_length=100)] = Field(default=[])
    units: Annotated[list[ReportedUnit], Field(max_length=100)] = Field(default=[])


class ReportedProfile(Part):
    """For whom invoices are made out, which kind, and the cycle."""

    legal_name: Text
    invoice_type: Code
    cycle: Code
    tax_id: Code | None = None
    address: Text | None = None


class ReportedGateway(Part):
    """A way in which the customer pays."""

    name: Text
    reference: Text | None = None
    state: Code | None = None


class ReportedPrice(Part):
    """What a contract costs."""

    contract_number: Code
    price: Amount
    frequency: Frequency


class ReportedDiscount(Part):
    """Something off."""

    name: Text
    amount: Amount | None = None
    percent: Amount | None = None
    until: date | None = None
    contract_number: Code | None = None


class ReportedRecurringItem(Part):
    """Something charged again and again beside the contracts."""

    name: Text
    amount: Amount
    frequency: Frequency
    contract_number: Code | None = None


class ReportedInvoice(Part):
    """Of one contract or, without one, of the customer."""

    number: Code
    issued_on: date
    amount: Amount
    state: Literal["open", "paid", "overdue", "cancelled"]
    due_on: date | None = None
    contract_number: Code | None = None
    pdf_url: Annotated[str, Field(max_length=1000)] | None = None


class ReportedPayment(Part):
    """Money that came in."""

    number: Code
    paid_on: date
    amount: Amount
    method: Code
    invoice_number: Code | None = None


class ReportedMovement(Part):
    """A line of the current account; `balance` is what it was afterwards."""

    number: Code
    booked_on: date
    description: Text
    amount: Amount
    balance: Amount


class BillingReportedV1(Event):
    """A customer's money at a moment. The small lists replace what was told before; invoices,
    payments and movements are added to those known, by their number."""

    type: ClassVar[str] = "crm.billing-reported.v1"
    topic: ClassVar[Topic] = topics.CRM_CUSTOMERS

    source: Source = ""
    customer_number: Code
    as_of: AwareDatetime
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    balance: Amount
    profile: ReportedProfile
    gateways: Annotated[list[ReportedGateway], Field(max_length=20)] = Field(default=[])
    contracts: Annotated[list[ReportedPrice], Field(max_length=100)] = Field(default=[])
    discounts: Annotated[list[ReportedDiscount], Field(max_length=50)] = Field(default=[])
    recurring_items: Annotated[list[ReportedRecurringItem], Field(max_length=100)] = Field(
        default=[]
    )
    invoices: Annotated[list[ReportedInvoice], Field(max_length=500)] = Field(default=[])
    payments: Annotated[list[ReportedPayment], Field(max_length=500)] = Field(default=[])
    movements: Annotated[list[ReportedMovement], Field(max_length=500)] = Field(default=[])


class UsageReportedV1(Event):
    """What went through a contract on a day; a later report of the day replaces it."""

    type: ClassVar[str] = "crm.usage-reported.v1"
    topic: ClassVar[Topic] = topics.CRM_CUSTOMERS

    source: Source = ""
    customer_number: Code
    contract_number: Code
    day: date
    down_bytes: Bytes
    up_bytes: Bytes
