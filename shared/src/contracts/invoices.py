"""Invoices that are to go to customers by e-mail, asked for by `directory`."""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from contracts import topics
from contracts.event import Event, Topic


class InvoiceMailRequestedV1(Event):
    """Somebody sends a customer one of their invoices. `pdf_url` is where the company keeps it."""

    type: ClassVar[str] = "directory.invoice-mail-requested.v1"
    topic: ClassVar[Topic] = topics.LETTERS

    customer_id: UUID
    name: str
    email: str
    language: str
    number: str
    contract_number: str | None
    issued_on: date
    due_on: date | None
    amount: Decimal
    currency: str
    pdf_url: str
    requested_by: UUID
