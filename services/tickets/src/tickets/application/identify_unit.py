"""A unit is identified: its warranty and its contract are the ticket's too (D14, D15)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import Conflict, NotFound
from tickets.application.allowed_actions import PERMISSION_FOR
from tickets.application.customer_book import CustomerFound
from tickets.application.customer_book import Unit as KnownUnit
from tickets.application.ports import Transaction
from tickets.domain.contact_work import know_service, know_unit
from tickets.domain.lifecycle import Action
from tickets.domain.people import Person, Stamp, stamp_of
from tickets.domain.report import Service
from tickets.domain.ticket import Ticket
from tickets.domain.unit import Unit


class UnitOfAnother(Conflict):
    """The ticket is one customer's and the unit another's: one of them was written down wrong."""

    code = "unit-of-another-customer"


class SeveralUnits(Conflict):
    """This serial was written down twice, and the ticket does not say whose it is."""

    code = "several-units"


@dataclass(frozen=True)
class IdentifyUnit:
    """Somebody read this serial."""

    ticket_id: UUID
    serial: str
    by: Person
    at: datetime


async def identify_unit(command: IdentifyUnit, tx: Transaction) -> Ticket:
    """The ticket with its unit, the unit's contract and, where nobody had said, its customer."""
    ticket = await tx.tickets.get(command.ticket_id, command.by, PERMISSION_FOR[Action.COMMENT])
    unit, owner = await _only(command.serial, ticket, tx)
    stamp = stamp_of(command.by, command.at)
    if ticket.customer_id is None:
        ticket.link(owner.customer_id, stamp)
    for contract in owner.services:
        if contract.contract_id == unit.contract_id:
            service = Service(contract.contract_id, contract.address, contract.city, unit.serial)
            know_service(ticket, service, stamp)
    know_unit(ticket, _of(unit, command.at), stamp)
    await tx.tickets.save(ticket)
    return ticket


async def fill_unit(ticket: Ticket, stamp: Stamp, tx: Transaction) -> None:
    """Of a service that has just one unit, that one."""
    service = ticket.service
    if service is None or service.unit_serial is None:
        return
    for unit, _ in await tx.book.units(service.unit_serial):
        if unit.contract_id == service.contract_id:
            know_unit(ticket, _of(unit, stamp.at), stamp)


async def _only(serial: str, ticket: Ticket, tx: Transaction) -> tuple[KnownUnit, CustomerFound]:
    found = await tx.book.units(serial.strip().upper())
    if not found:
        raise NotFound("No unit has this serial number.", code="unit-not-found")
    if ticket.customer_id is not None:
        theirs = {ticket.customer_id, *await tx.book.also(ticket.customer_id)}
        found = [each for each in found if each[1].customer_id in theirs]
        if not found:
            raise UnitOfAnother("This unit is not of the ticket's customer.")
    if len(found) > 1:
        raise SeveralUnits("Several units have this serial number; link the customer first.")
    return found[0]


def _of(unit: KnownUnit, at: datetime) -> Unit:
    return Unit(unit.serial, unit.item_number, unit.kind, unit.warranty_until, at)
