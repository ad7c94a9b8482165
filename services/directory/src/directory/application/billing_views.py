"""What is shown of a customer's money, as the company's billing system told it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class BillingView:
    """Profile, gateways, prices of contracts, discounts and recurring items; `as_of` says when
    the billing system said so. Amounts are texts with two decimals."""

    customer_id: UUID
    as_of: datetime
    currency: str
    balance: Decimal
    profile: dict[str, Any]
    gateways: list[dict[str, Any]]
    contracts: list[dict[str, Any]]
    discounts: list[dict[str, Any]]
    recurring_items: list[dict[str, Any]]


@dataclass(frozen=True)
class InvoiceView:
    """An invoice of one contract or, without one, of the customer."""

    customer_id: UUID
    number: str
    contract_number: str | None
    issued_on: date
    due_on: date | None
    amount: Decimal
    state: str
    pdf_url: str | None


@dataclass(frozen=True)
class PaymentView:
    """Money that came in."""

    customer_id: UUID
    number: str
    paid_on: date
    amount: Decimal
    method: str
    invoice_number: str | None


@dataclass(frozen=True)
class MovementView:
    """A line of the current account; `balance` is what it was afterwards."""

    customer_id: UUID
    number: str
    booked_on: date
    description: str
    amount: Decimal
    balance: Decimal


@dataclass(frozen=True)
class UsageView:
    """What went through a contract on one day."""

    day: date
    down_bytes: int
    up_bytes: int
