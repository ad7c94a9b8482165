"""A customer's money, as the company's billing system tells it. Nobody changes it here."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

InvoiceState = Literal["open", "paid", "overdue", "cancelled"]
Frequency = Literal["monthly", "bimonthly", "quarterly", "half-yearly", "yearly", "once"]


@dataclass(frozen=True)
class Profile:
    """For whom invoices are made out, which kind, and on which day of the cycle."""

    legal_name: str
    invoice_type: str
    cycle: str
    tax_id: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class Gateway:
    """A way in which the customer pays."""

    name: str
    reference: str | None = None
    state: str | None = None


@dataclass(frozen=True)
class Price:
    """What a contract costs."""

    contract_number: str
    price: Decimal
    frequency: Frequency


@dataclass(frozen=True)
class Discount:
    """Something off, until a day or for ever."""

    name: str
    amount: Decimal | None = None
    percent: Decimal | None = None
    until: date | None = None
    contract_number: str | None = None


@dataclass(frozen=True)
class RecurringItem:
    """Something charged again and again beside the contracts."""

    name: str
    amount: Decimal
    frequency: Frequency
    contract_number: str | None = None


@dataclass(frozen=True)
class Invoice:
    """Of one contract or, without one, of the customer."""

    number: str
    issued_on: date
    amount: Decimal
    state: InvoiceState
    due_on: date | None = None
    contract_number: str | None = None
    pdf_url: str | None = None


@dataclass(frozen=True)
class Payment:
    """Money that came in."""

    number: str
    paid_on: date
    amount: Decimal
    method: str
    invoice_number: str | None = None


@dataclass(frozen=True)
class Movement:
    """A line of the current account; `balance` is what it was afterwards."""

    number: str
    booked_on: date
    description: str
    amount: Decimal
    balance: Decimal


@dataclass(frozen=True)
class Billing:
    """A snapshot: the small lists replace what was there; invoices, payments and movements are
    added to those known, by their number."""

    customer_id: UUID
    as_of: datetime
    currency: str
    balance: Decimal
    profile: Profile
    gateways: tuple[Gateway, ...] = ()
    contracts: tuple[Price, ...] = ()
    discounts: tuple[Discount, ...] = ()
    recurring_items: tuple[RecurringItem, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True)
class Usage:
    """What went through a contract on one day."""

    contract_id: UUID
    day: date
    down_bytes: int
    up_bytes: int
