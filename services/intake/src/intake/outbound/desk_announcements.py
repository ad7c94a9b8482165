"""What the work of the desk adds to a contact's life, as the rest of the company reads it."""

from contracts.desk import ContactOfferedV1, ContactOfferEndedV1, ContactReasonChosenV1
from contracts.event import Event
from intake.domain.contact import Contact
from intake.domain.events import ContactReasonChosen
from intake.domain.offer_events import ContactOffered, ContactOfferEnded

DeskEvent = ContactReasonChosen | ContactOffered | ContactOfferEnded


def told_of_desk(contact: Contact, event: DeskEvent) -> Event:
    """The contract for an event of this contact."""
    match event:
        case ContactReasonChosen():
            return ContactReasonChosenV1(
                contact_id=contact.id,
                channel=contact.channel.kind,
                account_id=event.account_id,
                reason=event.reason,
                reason_label=event.label,
            )
        case ContactOffered():
            return ContactOfferedV1(
                contact_id=contact.id,
                channel=contact.channel.kind,
                queue=event.queue,
                account_id=event.account_id,
                account_name=event.account_name,
                until=event.until,
            )
        case ContactOfferEnded():
            return ContactOfferEndedV1(
                contact_id=contact.id,
                channel=contact.channel.kind,
                queue=event.queue,
                account_id=event.account_id,
                how=event.how,
            )
