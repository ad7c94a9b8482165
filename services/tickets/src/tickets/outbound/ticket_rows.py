"""A ticket as a row, and back."""

from typing import Any

from chassis.searching import searchable
from tickets.domain.lifecycle import State
from tickets.domain.people import Account, Owner, Requester, Stamp
from tickets.domain.report import Channel, Priority, Report, Service
from tickets.domain.ticket import Ticket
from tickets.domain.unit import Unit


def reported_columns(ticket: Ticket) -> dict[str, Any]:
    """What is written once, when it is registered."""
    report, requester, registered = ticket.report, ticket.report.requester, ticket.registered
    return {
        "id": ticket.id,
        "number": ticket.number,
        **title_columns(ticket),
        "follows_reason": report.follows_reason,
        "description": report.description,
        "priority": report.priority.value,
        "channel": report.channel.value if report.channel else None,
        "contact_id": report.contact_id,
        "reported_area": report.area,
        "reported_customer_id": report.customer_id,
        "requester_name": requester.name,
        "requester_phone": requester.phone,
        "requester_email": requester.email,
        "requester_city": requester.city,
        "registered_at": registered.at,
        "registered_by": registered.account_id,
        "registered_by_name": registered.name,
    }


def title_columns(ticket: Ticket) -> dict[str, Any]:
    """What it is called, as it is read and as it is looked for."""
    title = ticket.report.title
    return {"title": title, "title_search": searchable(title)}


def current_columns(ticket: Ticket) -> dict[str, Any]:
    """What changes while it lives."""
    account, service = ticket.owner.account, ticket.service
    return {
        "state": ticket.state.value,
        "category": ticket.report.category,
        "area": ticket.owner.area,
        "account_id": account.id if account else None,
        "account_name": account.name if account else None,
        "customer_id": ticket.customer_id,
        "resolution": ticket.resolution,
        "closing_text": ticket.closing_text,
        "reopen_count": ticket.reopen_count,
        "contract_id": service.contract_id if service else None,
        "service_address": service.address if service else None,
        "service_city": service.city if service else None,
        **_unit_columns(ticket),
    }


def ticket_from(row: Any) -> Ticket:
    """Rebuild a ticket. No rule is asked: what was true once stays readable."""
    return Ticket(
        id=row.id,
        number=row.number,
        report=_report_from(row),
        registered=Stamp(row.registered_by, row.registered_by_name, row.registered_at),
        owner=owner_from(row),
        customer_id=row.customer_id,
        state=State(row.state),
        resolution=row.resolution,
        closing_text=row.closing_text,
        reopen_count=row.reopen_count,
        service=_service_from(row),
        unit=unit_from(row),
        version=row.version,
    )


def owner_from(row: Any) -> Owner:
    """Who owns the ticket of this row."""
    return Owner(row.area, Account(row.account_id, row.account_name) if row.account_id else None)


def unit_from(row: Any) -> Unit | None:
    """The unit the ticket of this row is about, once it was identified."""
    if row.unit_known_at is None:
        return None
    return Unit(
        row.unit_serial,
        row.unit_item_number,
        row.unit_kind,
        row.warranty_until,
        row.unit_known_at,
    )


def _unit_columns(ticket: Ticket) -> dict[str, Any]:
    unit, service = ticket.unit, ticket.service
    only = service.unit_serial if service else None
    return {
        "unit_serial": unit.serial if unit else only,
        "unit_item_number": unit.item_number if unit else None,
        "unit_kind": unit.kind if unit else None,
        "warranty_until": unit.warranty_until if unit else None,
        "unit_known_at": unit.known_at if unit else None,
    }


def _service_from(row: Any) -> Service | None:
    if row.contract_id is None:
        return None
    return Service(row.contract_id, row.service_address or "", row.service_city, row.unit_serial)


def _report_from(row: Any) -> Report:
    return Report(
        title=row.title,
        description=row.description,
        area=row.reported_area,
        category=row.category,
        priority=Priority(row.priority),
        contact_id=row.contact_id,
        customer_id=row.reported_customer_id,
        requester=Requester(
            row.requester_name, row.requester_phone, row.requester_email, row.requester_city
        ),
        channel=Channel(row.channel) if row.channel else None,
        follows_reason=row.follows_reason,
    )
