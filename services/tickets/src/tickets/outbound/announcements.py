"""What others are told when something happens to a ticket."""

from typing import assert_never

from contracts import ticket_contacts as ties
from contracts import tickets as told
from contracts.event import Event
from contracts.ticket_units import TicketUnitKnownV1
from tickets.domain.events import (
    ContactJoined,
    CustomerLinked,
    EntryAdded,
    ServiceKnown,
    TicketAssigned,
    TicketCancelled,
    TicketClosed,
    TicketEvent,
    TicketFinished,
    TicketRecategorized,
    TicketRegistered,
    TicketReopened,
    TicketRetitled,
    TicketStarted,
    UnitKnown,
)
from tickets.domain.people import Requester
from tickets.domain.ticket import Ticket


def announce(ticket: Ticket, event: TicketEvent, known: Requester) -> Event:
    """The contract for this event; `known` is what is known of the customer at this moment."""
    match event:
        case TicketRegistered():
            return _registered(ticket, event, known)
        case TicketAssigned() | TicketRecategorized() | TicketRetitled() | TicketStarted():
            return _work(ticket, event)
        case EntryAdded():
            return _entry(ticket, event)
        case TicketFinished() | TicketClosed() | TicketReopened() | TicketCancelled():
            return _turn(ticket, event, known)
        case CustomerLinked() | ContactJoined() | ServiceKnown() | UnitKnown():
            return _tie(ticket, event, known)
        case _:
            assert_never(event)


def _registered(
    ticket: Ticket, event: TicketRegistered, known: Requester
) -> told.TicketRegisteredV1:
    report, stamp = event.report, event.stamp
    return told.TicketRegisteredV1(
        ticket_id=ticket.id,
        number=ticket.number,
        title=report.title,
        description=report.description,
        area=report.area,
        registered_at=stamp.at,
        category=report.category,
        priority=report.priority.value,
        contact_id=report.contact_id,
        customer_id=report.customer_id,
        customer_name=known.name,
        customer_phone=known.phone,
        customer_email=known.email,
        city=known.city,
        created_by=stamp.account_id,
        contract_id=report.service.contract_id if report.service else None,
        service_address=report.service.address if report.service else None,
    )


def _work(
    ticket: Ticket, event: TicketAssigned | TicketRecategorized | TicketRetitled | TicketStarted
) -> Event:
    if isinstance(event, TicketStarted):
        return told.TicketStartedV1(ticket_id=ticket.id)
    if isinstance(event, TicketRetitled):
        return told.TicketRetitledV1(ticket_id=ticket.id, title=event.title)
    if isinstance(event, TicketRecategorized):
        return told.TicketRecategorizedV1(ticket_id=ticket.id, category=event.category.code)
    account = event.owner.account
    return told.TicketAssignedV1(
        ticket_id=ticket.id,
        area=event.owner.area,
        account_id=account.id if account else None,
        account_name=account.name if account else None,
    )


def _entry(ticket: Ticket, event: EntryAdded) -> told.TicketEntryAddedV1:
    entry = event.entry
    return told.TicketEntryAddedV1(
        ticket_id=ticket.id,
        entry_id=entry.id,
        kind=entry.kind.value,
        visibility=entry.visibility.value,
        author=event.stamp.account_id,
        body=entry.body,
    )


def _tie(
    ticket: Ticket,
    event: CustomerLinked | ContactJoined | ServiceKnown | UnitKnown,
    known: Requester,
) -> Event:
    if isinstance(event, CustomerLinked):
        return told.TicketCustomerLinkedV1(
            ticket_id=ticket.id,
            customer_id=event.customer_id,
            customer_name=known.name,
            customer_phone=known.phone,
            customer_email=known.email,
            city=known.city,
        )
    if isinstance(event, ContactJoined):
        return ties.TicketContactLinkedV1(
            ticket_id=ticket.id,
            number=ticket.number,
            contact_id=event.contact_id,
            instead_of=event.instead_of,
        )
    if isinstance(event, UnitKnown):
        unit = event.unit
        return TicketUnitKnownV1(
            ticket_id=ticket.id,
            serial=unit.serial,
            item_number=unit.item_number,
            kind=unit.kind,
            warranty_until=unit.warranty_until,
            contract_id=ticket.service.contract_id if ticket.service else None,
        )
    service = event.service
    return ties.TicketServiceKnownV1(
        ticket_id=ticket.id,
        contract_id=service.contract_id,
        address=service.address,
        city=service.city or "",
        unit_serial=service.unit_serial,
    )


def _turn(
    ticket: Ticket,
    event: TicketFinished | TicketClosed | TicketReopened | TicketCancelled,
    known: Requester,
) -> Event:
    by = event.stamp.account_id
    match event:
        case TicketFinished(resolution=resolution):
            return told.TicketFinishedV1(ticket_id=ticket.id, resolution=resolution, finished_by=by)
        case TicketClosed(closing_text=closing_text, open_orders=open_orders):
            return told.TicketClosedV1(
                ticket_id=ticket.id,
                number=ticket.number,
                title=ticket.report.title,
                closing_text=closing_text,
                open_order_count=open_orders,
                closed_by=by,
                customer_id=ticket.customer_id,
                customer_name=known.name,
                customer_email=known.email,
                area=ticket.owner.area,
            )
        case TicketReopened(reopen_count=count):
            return told.TicketReopenedV1(ticket_id=ticket.id, reopened_by=by, reopen_count=count)
        case TicketCancelled(reason=reason, duplicate_of=other):
            return told.TicketCancelledV1(
                ticket_id=ticket.id, reason=reason, cancelled_by=by, duplicate_of=other
            )
        case _:
            assert_never(event)
