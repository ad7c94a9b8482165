"""What sending an invoice needs of the outside."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit
from uuid import UUID

from directory.application.billing_views import InvoiceView


@dataclass(frozen=True)
class InvoiceMail:
    """An invoice and to whom it would go; `addresses` are the customer's, the usual one first."""

    invoice: InvoiceView
    currency: str
    name: str
    language: str
    addresses: tuple[str, ...]

    @property
    def can_be_sent(self) -> bool:
        """Whether there is a document, and an address for it."""
        return bool(self.addresses) and is_document(self.invoice.pdf_url)


class Invoices(Protocol):
    """Invoices that can be sent, inside a transaction."""

    async def mail(self, customer_id: UUID, number: str) -> InvoiceMail:
        """NotFound."""
        ...

    def send(self, mail: InvoiceMail, address: str, by: UUID) -> None:
        """Ask for the letter."""
        ...


def is_document(address: str | None) -> bool:
    """A link that may stand in a letter."""
    try:
        return address is not None and urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False
