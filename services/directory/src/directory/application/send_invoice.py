"""An invoice goes to its customer by e-mail (E56): where to, whether it can, and that it shall."""

from dataclasses import dataclass
from uuid import UUID

from chassis.errors import Conflict
from directory.application.invoice_ports import is_document
from directory.application.ports import Transaction


class NoPdf(Conflict):
    """The billing system has told of no document that could be sent."""

    code = "invoice-without-pdf"


class NotTheirs(Conflict):
    """Invoices go to addresses that the customer is known to have, and to no other."""

    code = "not-the-customers-address"


class NoAddress(Conflict):
    """No e-mail address of this customer is known."""

    code = "no-address"


@dataclass(frozen=True)
class SendInvoice:
    """`address` is one of the customer's; without it, their usual one."""

    customer_id: UUID
    number: str
    address: str | None
    by: UUID


async def send_invoice(command: SendInvoice, tx: Transaction) -> str:
    """Put it on its way; the address it goes to. Raises NotFound, NoPdf, NoAddress, NotTheirs."""
    mail = await tx.invoices.mail(command.customer_id, command.number)
    if not is_document(mail.invoice.pdf_url):
        raise NoPdf("No document of this invoice is known.")
    if not mail.addresses:
        raise NoAddress("No address of this customer is known.")
    address = command.address or mail.addresses[0]
    if address.lower() not in {each.lower() for each in mail.addresses}:
        raise NotTheirs("This is no address of this customer; edit the customer first.")
    tx.invoices.send(mail, address, command.by)
    return address
