"""What others are told of the work a contact becomes."""

from contracts.event import Event
from contracts.intake_tickets import (
    ContactDerivedV1,
    ContactServiceChosenV1,
    ContactTicketChosenV1,
)
from intake.domain.contact import Contact
from intake.domain.events import ContactDerived, ContactServiceChosen, ContactTicketChosen
from intake.domain.work import NoTicketYet


def told_of_work(
    contact: Contact, event: ContactTicketChosen | ContactServiceChosen | ContactDerived
) -> Event:
    """The contract for an event of this contact."""
    if isinstance(event, ContactTicketChosen):
        return _chosen(contact, event)
    if isinstance(event, ContactServiceChosen):
        return ContactServiceChosenV1(
            contact_id=contact.id,
            contract_id=event.contract_id,
            address=event.address,
            city=event.city,
        )
    return ContactDerivedV1(
        contact_id=contact.id,
        ticket_id=event.ticket_id,
        area=event.area,
        note=event.note,
        account_id=event.account_id,
        account_name=event.account_name,
    )


def _chosen(contact: Contact, event: ContactTicketChosen) -> Event:
    if contact.work.ticket_id is None:
        raise NoTicketYet
    return ContactTicketChosenV1(
        contact_id=contact.id,
        channel=contact.channel.kind,
        ticket_id=contact.work.ticket_id,
        is_new=event.is_new,
        account_id=event.account_id,
        account_name=event.account_name,
        reason=event.reason,
        customer_id=contact.customer_id,
        name=contact.name,
        phone=event.phone,
        email=event.email,
        city=contact.city,
        contract_id=contact.work.contract_id,
        service_address=event.service_address,
        summary=event.summary,
        category=event.category,
        reason_label=event.reason_label,
    )
