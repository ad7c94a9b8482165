"""Somebody took a contact: it gets a ticket, and the taker owns it."""

from dataclasses import dataclass, replace
from uuid import UUID

from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction
from tickets.domain.people import Account, Owner, Stamp
from tickets.domain.report import Report
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class OpenForContact:
    """The stamp says who took it and when."""

    contact_id: UUID
    report: Report
    taker: Account
    stamp: Stamp


async def open_for_contact(command: OpenForContact, tx: Transaction) -> None:
    """Register and assign in one go, or pass on the ticket it already has."""
    ticket = await tx.tickets.find(ticket_id_for(command.contact_id))
    if ticket is None:
        await _open(command, tx)
        return
    if command.report.customer_id:
        ticket.link(command.report.customer_id, command.stamp)
    ticket.pass_to_taker(command.report.area, command.taker, command.stamp)
    await tx.tickets.save(ticket)


async def _open(command: OpenForContact, tx: Transaction) -> None:
    ticket_id = ticket_id_for(command.contact_id)
    number = await tx.tickets.next_number()
    report = replace(command.report, contact_id=command.contact_id)
    ticket = Ticket.register(ticket_id, number, report, command.stamp)
    ticket.assign(Owner(report.area, command.taker), command.stamp)
    await tx.tickets.add(ticket)
