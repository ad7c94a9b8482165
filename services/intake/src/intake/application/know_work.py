"""What is known of a contact's work in the moment in which somebody takes it."""

from intake.application.ports import Transaction
from intake.domain.channel_rules import ExistingWork, to_append_to
from intake.domain.contact import Contact
from intake.domain.customer import Customer
from intake.domain.service_choice import settle
from intake.domain.words import Channel


async def know_work(contact: Contact, customer: Customer, tx: Transaction) -> None:
    """Which service it is about, and whether it belongs to a ticket the customer has (I02)."""
    contact.identify(customer.identity)
    settle(contact, customer)
    if contact.work.ticket_id is not None or contact.channel.kind is Channel.INQUIRY:
        return
    rule = (await tx.rules.now()).channels.of(contact.channel)
    if rule.existing_work == ExistingWork.NEW:
        return
    pending = await tx.tickets.pending_of(customer.id, contact)
    ticket, asked = to_append_to(rule, pending)
    contact.work = contact.work._replace(
        ticket_id=ticket.ticket_id if ticket else None,
        ticket_number=ticket.number if ticket else None,
        asked=asked,
    )
