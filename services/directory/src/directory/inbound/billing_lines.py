"""One line of what a billing system tells: its form, and what it means."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chassis.moments import StorableTime
from directory.domain import billing
from directory.domain.customer import as_number, contract_id_of, customer_id_of
from directory.inbound.fields import Code, Line
from directory.inbound.flat_rows import prefixed

_FORM = ConfigDict(extra="forbid")
Amount = Annotated[Decimal, Field(max_digits=14, decimal_places=2, allow_inf_nan=False)]
Link = Annotated[str, Field(max_length=1000, pattern=r"^https?://[^\s\"<>]+$")]
Bytes = Annotated[int, Field(ge=0, lt=2**60)]


class _Line(BaseModel):
    model_config = _FORM


class ProfileLine(_Line):
    """For whom invoices are made out."""

    legal_name: Line
    invoice_type: Code
    cycle: Code
    tax_id: Code | None = None
    address: Line | None = None


class GatewayLine(_Line):
    """A way in which the customer pays."""

    name: Line
    reference: Line | None = None
    state: Code | None = None


class PriceLine(_Line):
    """What a contract costs."""

    contract_number: Code
    price: Amount
    frequency: billing.Frequency


class DiscountLine(_Line):
    """Something off."""

    name: Line
    amount: Amount | None = None
    percent: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)] | None = None
    until: date | None = None
    contract_number: Code | None = None


class RecurringLine(_Line):
    """Something charged again and again."""

    name: Line
    amount: Amount
    frequency: billing.Frequency
    contract_number: Code | None = None


class InvoiceLine(_Line):
    """An invoice."""

    number: Code
    issued_on: date
    amount: Amount
    state: billing.InvoiceState
    due_on: date | None = None
    contract_number: Code | None = None
    pdf_url: Link | None = None


class PaymentLine(_Line):
    """A payment."""

    number: Code
    paid_on: date
    amount: Amount
    method: Code
    invoice_number: Code | None = None


class MovementLine(_Line):
    """A line of the current account."""

    number: Code
    booked_on: date
    description: Line
    amount: Amount
    balance: Amount


class BillingLine(_Line):
    """A customer's money at a moment; what is older than what is known is no news."""

    customer_number: Code
    as_of: StorableTime
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    balance: Amount
    profile: ProfileLine
    gateways: Annotated[list[GatewayLine], Field(max_length=20)] = []
    contracts: Annotated[list[PriceLine], Field(max_length=100)] = []
    discounts: Annotated[list[DiscountLine], Field(max_length=50)] = []
    recurring_items: Annotated[list[RecurringLine], Field(max_length=100)] = []
    invoices: Annotated[list[InvoiceLine], Field(max_length=500)] = []
    payments: Annotated[list[PaymentLine], Field(max_length=500)] = []
    movements: Annotated[list[MovementLine], Field(max_length=500)] = []


class UsageLine(_Line):
    """What went through a contract on a day."""

    customer_number: Code
    contract_number: Code
    day: date
    down_bytes: Bytes
    up_bytes: Bytes


def billing_of(line: BillingLine, source: str = "") -> billing.Billing:
    """What the line means."""
    return billing.Billing(
        customer_id=customer_id_of(prefixed(line.customer_number, source)),
        as_of=line.as_of,
        currency=line.currency,
        balance=line.balance,
        profile=billing.Profile(**line.profile.model_dump()),
        gateways=tuple(billing.Gateway(**each.model_dump()) for each in line.gateways),
        contracts=tuple(billing.Price(**each.model_dump()) for each in line.contracts),
        discounts=tuple(billing.Discount(**each.model_dump()) for each in line.discounts),
        recurring_items=tuple(
            billing.RecurringItem(**each.model_dump()) for each in line.recurring_items
        ),
        invoices=tuple(billing.Invoice(**each.model_dump()) for each in line.invoices),
        payments=tuple(billing.Payment(**each.model_dump()) for each in line.payments),
        movements=tuple(billing.Movement(**each.model_dump()) for each in line.movements),
    )


def usage_of(line: UsageLine, source: str = "") -> billing.Usage:
    """What the line means."""
    customer_number = as_number(prefixed(line.customer_number, source))
    return billing.Usage(
        contract_id=contract_id_of(customer_number, as_number(line.contract_number)),
        day=line.day,
        down_bytes=line.down_bytes,
        up_bytes=line.up_bytes,
    )
