"""What holders write down, as the rest of the company reads it."""

from contracts.event import Event
from contracts.proposals import (
    ContactCustomerDataProposedV1,
    ContactUpdatedV1,
    ProposedText,
)
from intake.domain.contact import Contact
from intake.domain.details import Proposed
from intake.domain.events import ContactUpdated, CustomerDataProposed


def announce_written(contact: Contact, event: ContactUpdated | CustomerDataProposed) -> Event:
    """The contract for one of these."""
    if isinstance(event, ContactUpdated):
        return ContactUpdatedV1(
            contact_id=contact.id, account_id=event.account_id, fields=event.fields
        )
    return ContactCustomerDataProposedV1(
        contact_id=contact.id,
        customer_id=event.customer_id,
        account_id=event.account_id,
        account_name=event.account_name,
        phone=_text(event.phone),
        email=_text(event.email),
        address=_text(event.address),
    )


def _text(proposed: Proposed | None) -> ProposedText | None:
    return ProposedText(new=proposed.new, old=proposed.old) if proposed else None
