"""What the work of the desk adds to a contact's life, as the rest of the company reads it."""

from datetime import datetime

from contracts.desk import ContactOfferedV1, ContactOfferEndedV1, ContactReasonChosenV1
from contracts.event import Event
from intake.domain.call_backs import gave_up
from intake.domain.contact import Contact
from intake.domain.events import ContactReasonChosen
from intake.domain.lease import LONGEST_CONVERSATION
from intake.domain.offer_events import ContactOffered, ContactOfferEnded
from intake.domain.words import State

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
                category=event.category,
                category_before=event.category_before,
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


def abandoned_after(contact: Contact, state: State) -> float | None:
    """How many seconds somebody waited who hung up before anybody attended them; None of others,
    and of calls whose end was never told."""
    hung_up_at = contact.facts.hung_up_at
    if hung_up_at is None or not gave_up(contact, state):
        return None
    waited = hung_up_at - contact.received_at
    return max(0.0, waited.total_seconds()) if waited < LONGEST_CONVERSATION else None


def handled_for(contact: Contact, at: datetime) -> float | None:
    """How many seconds its holder had it."""
    claim = contact.claim
    return max(0.0, (at - claim.at).total_seconds()) if claim else None
