"""One invoice: looking at it, and sending it to its customer (E56)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Response
from pydantic import AfterValidator, BaseModel, ConfigDict

from chassis import audit
from chassis.audit import audited
from chassis.http import begin
from chassis.policies import Actor, needs
from directory.application.billing_views import InvoiceView
from directory.application.ports import Begin
from directory.application.send_invoice import SendInvoice, send_invoice
from directory.inbound.edge import Edge, EdgeTransaction
from directory.inbound.fields import Email, printable

router = APIRouter(prefix="/api/v1/customers/{customer_id}/invoices", tags=["billing"])

BeginTx = Annotated[Begin, Depends(begin)]
Number = Annotated[str, Path(min_length=1, max_length=100), AfterValidator(printable)]


class InvoicePreview(BaseModel):
    """The invoice, and where it would go: the customer's addresses, the usual one first."""

    invoice: InvoiceView
    currency: str
    addresses: list[str]
    can_be_sent: bool


class Sending(BaseModel):
    """To which of the customer's addresses; left out, to the usual one."""

    model_config = ConfigDict(extra="forbid")

    address: Email | None = None


class InvoiceSent(BaseModel):
    """It is on its way there."""

    number: str
    address: str


@router.get("/{number}", dependencies=[needs("billing.read"), audited("billing.invoice")])
async def preview(customer_id: UUID, number: Number, begin: BeginTx) -> InvoicePreview:
    """One invoice with the link to its PDF, and to whom it can be sent."""
    async with begin() as tx:
        mail = await tx.invoices.mail(customer_id, number)
    return InvoicePreview(
        invoice=mail.invoice,
        currency=mail.currency,
        addresses=list(mail.addresses),
        can_be_sent=mail.can_be_sent,
    )


@router.post("/{number}/send", status_code=202, response_model=InvoiceSent)
async def send(
    customer_id: UUID,
    number: Number,
    body: Sending,
    actor: Annotated[Actor, needs("billing.send")],
    edge: Edge,
) -> Response:
    """Send the customer a letter with the invoice's sum, dates and the link to its PDF."""
    command = SendInvoice(customer_id, number, body.address, actor.account_id)

    async def work(tx: EdgeTransaction) -> InvoiceSent:
        address = await send_invoice(command, tx)
        await audit.append(tx.kernel, "billing.invoice-sent", str(customer_id))
        return InvoiceSent(number=number, address=address)

    return await edge.answer(202, work)
