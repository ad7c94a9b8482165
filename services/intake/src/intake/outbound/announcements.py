"""Domain events as the rest of the company reads them; the only file that knows both."""

from datetime import datetime
from typing import assert_never

from contracts.event import Event
from contracts.intake import (
    ContactFinishedV1,
    ContactLinkedV1,
    ContactReceivedV1,
    ContactReturnedV1,
    ContactStateChangedV1,
    ContactTakenV1,
)
from intake.domain.contact import Contact
from intake.domain.events import (
    ContactDerived,
    ContactEvent,
    ContactFinished,
    ContactLinked,
    ContactReasonChosen,
    ContactReceived,
    ContactReturned,
    ContactServiceChosen,
    ContactStateChanged,
    ContactTaken,
    ContactTicketChosen,
    ContactUpdated,
    CustomerDataProposed,
)
from intake.domain.offer_events import ContactOffered, ContactOfferEnded
from intake.outbound.announce_written import announce_written
from intake.outbound.desk_announcements import abandoned_after, handled_for, told_of_desk
from intake.outbound.work_announcements import told_of_work


def announce(contact: Contact, event: ContactEvent) -> Event:  # noqa: C901, PLR0911 - one for each
    """The contract for an event of this contact."""
    match event:
        case ContactReceived():
            return _received(contact, event)
        case ContactStateChanged():
            return ContactStateChangedV1(
                contact_id=contact.id,
                channel=contact.channel.kind,
                state=event.state,
                cause=event.cause,
                abandoned_seconds=abandoned_after(contact, event.state),
            )
        case ContactLinked():
            return ContactLinkedV1(contact_id=contact.id, customer_id=event.customer_id)
        case ContactTaken():
            return _taken(contact, event)
        case ContactReturned():
            return ContactReturnedV1(
                contact_id=contact.id,
                account_id=event.account_id,
                reason=event.reason,
                ended_by=event.by,
            )
        case ContactFinished():
            return ContactFinishedV1(
                contact_id=contact.id,
                channel=contact.channel.kind,
                account_id=event.account_id,
                outcome=event.outcome,
                ticket_id=contact.work.ticket_id,
                account_name=event.account_name,
                resolution=event.resolution,
                handled_seconds=handled_for(contact, event.at),
            )
        case ContactTicketChosen() | ContactServiceChosen() | ContactDerived():
            return told_of_work(contact, event)
        case ContactReasonChosen() | ContactOffered() | ContactOfferEnded():
            return told_of_desk(contact, event)
        case ContactUpdated() | CustomerDataProposed():
            return announce_written(contact, event)
        case _:
            assert_never(event)


def time_of(event: ContactEvent) -> datetime | None:
    """When it happened at its source, where that is not the moment of telling."""
    match event:
        case ContactReceived() | ContactStateChanged() | ContactTaken() | ContactFinished():
            return event.at
        case ContactUpdated() | CustomerDataProposed():
            return None
        case ContactDerived():
            return event.at
        case ContactTicketChosen() | ContactServiceChosen():
            return None
        case ContactLinked() | ContactReturned():
            return None
        case ContactReasonChosen() | ContactOffered() | ContactOfferEnded():
            return None
        case _:
            assert_never(event)


def medium_of(contact: Contact) -> str | None:
    """The channel, where it is not one of the kinds that every reader knows."""
    return None if contact.channel is contact.channel.kind else contact.channel.value


def _received(contact: Contact, event: ContactReceived) -> Event:
    return ContactReceivedV1(
        contact_id=contact.id,
        channel=contact.channel.kind,
        source=contact.source,
        external_id=contact.external_id,
        state=event.state,
        received_at=event.at,
        medium=medium_of(contact),
        customer_id=event.customer_id,
        city=event.city,
        reason=event.reason,
        queue=contact.routed_to,
        abandoned_seconds=abandoned_after(contact, event.state),
    )


def _taken(contact: Contact, event: ContactTaken) -> Event:
    waited = (event.at - contact.received_at).total_seconds()
    return ContactTakenV1(
        contact_id=contact.id,
        channel=contact.channel.kind,
        account_id=event.account_id,
        account_name=event.account_name,
        waited_seconds=max(0.0, waited),
        medium=medium_of(contact),
        queue=contact.routed_to,
        customer_id=contact.customer_id,
        name=contact.name,
        national_id=contact.facts.national_id,
        phone=event.phone,
        email=event.email,
        city=contact.city,
        reason=contact.reason,
        summary=event.summary,
        ticket_id=contact.work.ticket_id,
        opens_ticket=not contact.work.asked,
        contract_id=contact.work.contract_id,
        service_address=event.service_address,
        category=event.category,
        reason_label=event.reason_label,
    )
