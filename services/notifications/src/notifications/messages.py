"""What happens elsewhere and concerns e-mails: customers change and are found, tickets end."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid5

from chassis.cloudevents import Received
from contracts.directory import CustomerChangedV1
from contracts.tickets import TicketClosedV1, TicketCustomerLinkedV1
from notifications.customers import Customer, CustomerNews
from notifications.emails import Draft
from notifications.letters import TICKET_CLOSED, ClosingFacts
from notifications.mail_safe import LONGEST_NAME, Mailbox, address, header_text
from notifications.message import message_id
from notifications.transaction import Transaction

_EMAILS = UUID("5f0d7a44-3f5b-4c58-9d0e-6d2a0a9e7c11")

# News of a customer may come after the ticket's end. What is older than this has lost its point:
# an address typed in next month must not set off a month of letters.
_LATE_HOURS = 24

Handler = Callable[[Sequence[Received[TicketClosedV1]], Transaction], Awaitable[None]]


async def on_customer_changed(
    events: Sequence[Received[CustomerChangedV1]], tx: Transaction
) -> None:
    """Keep the newest state of each customer; send what only waited for an address."""
    await tx.customers.keep_newest([_news(event) for event in events])
    waiting = await tx.emails.without_address([e.data.customer_id for e in events], _LATE_HOURS)
    if not waiting:
        return
    causes = {event.data.customer_id: event.cause for event in events}
    known = await tx.customers.lock([email.customer_id for email in waiting if email.customer_id])
    for email in waiting:
        customer = known[email.customer_id] if email.customer_id else Customer()
        if email.customer_id and customer.address:
            tx.kernel.cause = causes[email.customer_id]
            await tx.send_to(email, customer.address, customer)


async def on_customer_linked(
    events: Sequence[Received[TicketCustomerLinkedV1]], tx: Transaction
) -> None:
    """Whose a ticket is may turn out after its end: send what only waited for that."""
    known = await tx.customers.lock([event.data.customer_id for event in events])
    for event in tx.kernel.each(events):
        linked = event.data
        customer = known[linked.customer_id]
        name = header_text(linked.customer_name or customer.name or "", LONGEST_NAME)
        recipient = address(linked.customer_email) or customer.address
        for email in await tx.emails.give_to(
            linked.customer_id, linked.ticket_id, name, _LATE_HOURS
        ):
            if recipient:
                await tx.send_to(email, recipient, customer)


def on_ticket_closed(sender: Mailbox, *, switched_on: bool) -> Handler:
    """Tell the customer what was done (E74), if the company has that switched on.

    The event is read in both cases, so that switching it on later does not write to everybody
    whose ticket was ever closed.
    """

    async def handle(events: Sequence[Received[TicketClosedV1]], tx: Transaction) -> None:
        if not switched_on:
            return
        ids = [event.data.customer_id for event in events if event.data.customer_id]
        known = await tx.customers.lock(ids) if ids else {}
        for event in tx.kernel.each(events):
            customer_id = event.data.customer_id
            customer = known[customer_id] if customer_id else Customer()
            await tx.send_once(_draft(event, customer, sender, tx))

    return handle


def _draft(
    event: Received[TicketClosedV1], customer: Customer, sender: Mailbox, tx: Transaction
) -> Draft:
    closed = event.data
    facts = ClosingFacts.of(closed, closed.customer_name or customer.name)
    # The event's own id makes the e-mail's: however often it comes, it is one e-mail.
    email_id = uuid5(_EMAILS, f"{event.source} {event.id}")
    return Draft(
        id=email_id,
        template=TICKET_CLOSED,
        ticket_id=closed.ticket_id,
        ticket_number=closed.number,
        area=closed.area,
        customer_id=closed.customer_id,
        facts=facts.as_mapping(),
        recipient=address(closed.customer_email) or customer.address,
        recipient_name=facts.name,
        message_id=message_id(email_id, sender),
        letter=tx.letters.write(TICKET_CLOSED, customer.language, facts.as_mapping()),
    )


def _news(event: Received[CustomerChangedV1]) -> CustomerNews:
    told = event.data
    usable = (address(text) for text in told.emails)
    return CustomerNews(
        customer_id=told.customer_id,
        version=event.sequence or 0,
        customer=Customer(
            name=header_text(told.name, LONGEST_NAME),
            address=next((found for found in usable if found), None),
            language=told.language,
        ),
    )
