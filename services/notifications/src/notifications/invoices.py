"""Letters with an invoice, which somebody at the company sends (E56)."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid5

from chassis.cloudevents import Received
from contracts.invoices import InvoiceMailRequestedV1
from notifications.emails import Draft
from notifications.mail_safe import LONGEST_NAME, Mailbox, address, header_text
from notifications.message import message_id
from notifications.transaction import Transaction

INVOICE = "invoice"
_EMAILS = UUID("7d1f6c0e-2b84-4f0a-9f41-0c5a7f3e9b16")
_LONGEST_WORD = 100
_LONGEST_LINK = 2_000

Handler = Callable[[Sequence[Received[InvoiceMailRequestedV1]], Transaction], Awaitable[None]]


def on_invoice_mail_requested(sender: Mailbox) -> Handler:
    """One request is one e-mail, to the address that was shown to who sent it."""

    async def handle(events: Sequence[Received[InvoiceMailRequestedV1]], tx: Transaction) -> None:
        for event in tx.kernel.each(events):
            await tx.send_once(_draft(event, sender, tx))

    return handle


def _draft(event: Received[InvoiceMailRequestedV1], sender: Mailbox, tx: Transaction) -> Draft:
    asked = event.data
    facts: dict[str, object] = {
        "name": header_text(asked.name, LONGEST_NAME),
        "number": header_text(asked.number, _LONGEST_WORD),
        "contract": header_text(asked.contract_number or "", _LONGEST_WORD),
        "issued_on": asked.issued_on.isoformat(),
        "due_on": asked.due_on.isoformat() if asked.due_on else "",
        "amount": f"{asked.amount:.2f}",
        "currency": header_text(asked.currency, _LONGEST_WORD),
        "link": header_text(asked.pdf_url, _LONGEST_LINK),
    }
    email_id = uuid5(_EMAILS, f"{event.source} {event.id}")
    return Draft(
        id=email_id,
        template=INVOICE,
        ticket_id=None,
        ticket_number=None,
        customer_id=asked.customer_id,
        facts=facts,
        recipient=address(asked.email),
        recipient_name=str(facts["name"]),
        message_id=message_id(email_id, sender),
        letter=tx.letters.write(INVOICE, asked.language, facts),
    )
