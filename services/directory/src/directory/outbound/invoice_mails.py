"""One invoice with its customer's addresses; and the request that `notifications` sends it."""

from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import NotFound
from chassis.transactions import Tx
from contracts.invoices import InvoiceMailRequestedV1
from directory.application.billing_views import InvoiceView
from directory.application.invoice_ports import InvoiceMail

# Of those merged into a customer too; the letter goes to who they turned out to be.
_MAIL = """
select i.customer_id, i.number, i.contract_number, i.issued_on, i.due_on, i.amount, i.state,
  i.pdf_url, c.name, c.emails, c.language,
  coalesce((select b.currency from billing b where b.customer_id = i.customer_id), '') as currency
from customer c
join invoice i on i.customer_id in (select id from customer where $1 in (id, merged_into))
where c.id = $1 and i.number = $2
order by i.customer_id = $1 desc limit 1
"""
_OF_CUSTOMER = ("name", "emails", "language", "currency")


class SqlInvoices:
    """The port `Invoices`."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    async def mail(self, customer_id: UUID, number: str) -> InvoiceMail:
        row = await (await self._tx.driver()).fetchrow(_MAIL, customer_id, number)
        if row is None:
            raise NotFound("No such invoice.")
        fields = {name: value for name, value in row.items() if name not in _OF_CUSTOMER}
        return InvoiceMail(
            invoice=InvoiceView(**fields),
            currency=row["currency"],
            name=row["name"],
            language=row["language"],
            addresses=tuple(row["emails"]),
        )

    def send(self, mail: InvoiceMail, address: str, by: UUID) -> None:
        invoice = mail.invoice
        event = InvoiceMailRequestedV1(
            customer_id=invoice.customer_id,
            name=mail.name,
            email=address,
            language=mail.language,
            number=invoice.number,
            contract_number=invoice.contract_number,
            issued_on=invoice.issued_on,
            due_on=invoice.due_on,
            amount=invoice.amount,
            currency=mail.currency,
            pdf_url=invoice.pdf_url or "",
            requested_by=by,
        )
        self._tx.emit(event, key=uuid7(), version=1)
