"""Its holder said which ticket a contact belongs to: one that is there, or a new one."""

from dataclasses import dataclass, replace
from uuid import UUID

from tickets.application.contact_tickets import current_ticket_id, ticket_id_for
from tickets.application.identify_unit import fill_unit
from tickets.application.ports import Transaction
from tickets.domain.contact_work import Joining, Ties, can_be_joined, join, leave
from tickets.domain.events import ContactJoined
from tickets.domain.people import Owner, Stamp
from tickets.domain.report import Report
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class ChooseTicket:
    """`report` is what a new ticket would say. The stamp says who chose it and when."""

    ticket_id: UUID
    is_new: bool
    report: Report
    contact: Joining
    stamp: Stamp


async def choose_ticket(command: ChooseTicket, tx: Transaction) -> None:
    """A chosen ticket that is not pending any more cannot have the contact: its own keeps it."""
    contact_id = command.contact.contact_id
    before_id = await current_ticket_id(contact_id, tx)
    # In one order everywhere, so that two who choose each other's tickets do not deadlock.
    found = {each: await tx.tickets.find(each) for each in sorted({before_id, command.ticket_id})}
    before, chosen = found[before_id], found[command.ticket_id]
    if chosen is None and command.is_new:
        chosen = await open_assigned(command.ticket_id, command, tx)
    elif chosen is None or not can_be_joined(chosen):
        await _refuse(command, before, tx)
        return
    elif chosen is not before:
        join(chosen, command.contact, command.stamp)
        await tx.tickets.save(chosen)
    await tx.contact_tickets.keep(contact_id, chosen.id)
    if before is not None and before.id != chosen.id:
        ties = Ties(
            is_shared=await tx.contact_tickets.is_shared(before.id, contact_id),
            open_orders=await tx.orders.count_open(before.id),
        )
        leave(before, contact_id, chosen, ties, command.stamp)
        await tx.tickets.save(before)


async def open_assigned(ticket_id: UUID, command: ChooseTicket, tx: Transaction) -> Ticket:
    """Registered and assigned to who attends the contact, in one go (X11)."""
    contact = command.contact
    report = replace(command.report, contact_id=contact.contact_id)
    number = await tx.tickets.next_number()
    ticket = Ticket.register(ticket_id, number, report, command.stamp)
    ticket.assign(Owner(report.area, contact.taker), command.stamp)
    await fill_unit(ticket, command.stamp, tx)
    await tx.tickets.add(ticket)
    return ticket


async def _refuse(command: ChooseTicket, before: Ticket | None, tx: Transaction) -> None:
    contact_id = command.contact.contact_id
    if before is None:
        before = await open_assigned(ticket_id_for(contact_id), command, tx)
    if before.id == command.ticket_id:
        return
    text = "El ticket elegido ya no estaba pendiente: el contacto queda en este."
    before.tell(ContactJoined(contact_id, text, command.stamp, instead_of=command.ticket_id))
    await tx.tickets.save(before)
