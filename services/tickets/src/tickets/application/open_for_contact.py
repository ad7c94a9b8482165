"""Somebody took a contact: it gets a ticket, and the taker owns it."""

from dataclasses import dataclass
from uuid import UUID

from tickets.application.choose_ticket import ChooseTicket, choose_ticket, open_assigned
from tickets.application.contact_tickets import current_ticket, ticket_id_for
from tickets.application.ports import Transaction
from tickets.domain.contact_work import Joining, is_own, take_again
from tickets.domain.people import Stamp
from tickets.domain.report import Report


@dataclass(frozen=True)
class OpenForContact:
    """The stamp says who took it and when. Where its holder will say which ticket it belongs to,
    it does not `open` one; `ticket_id` is one it belongs to already."""

    report: Report
    contact: Joining
    stamp: Stamp
    ticket_id: UUID | None = None
    opens: bool = True


async def open_for_contact(command: OpenForContact, tx: Transaction) -> None:
    """Register and assign in one go, join the ticket it belongs to, or pass on what it has."""
    contact, report = command.contact, command.report
    ticket = await current_ticket(contact.contact_id, tx)
    if ticket is None:
        await _first(command, tx)
        return
    if report.customer_id and is_own(ticket, contact.contact_id):
        ticket.link(report.customer_id, command.stamp)
    is_shared = await tx.contact_tickets.is_shared(ticket.id, contact.contact_id)
    take_again(ticket, contact, command.stamp, is_shared=is_shared)
    await tx.tickets.save(ticket)


async def _first(command: OpenForContact, tx: Transaction) -> None:
    own_id = ticket_id_for(command.contact.contact_id)
    chosen = ChooseTicket(
        command.ticket_id or own_id,
        is_new=command.ticket_id is None,
        report=command.report,
        contact=command.contact,
        stamp=command.stamp,
    )
    if command.ticket_id is not None:
        await choose_ticket(chosen, tx)
    elif command.opens:
        await open_assigned(own_id, chosen, tx)
