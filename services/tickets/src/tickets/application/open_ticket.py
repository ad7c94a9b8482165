"""Open a ticket by hand."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import ConcurrentUpdate, Conflict, Invalid, NotFound
from tickets.application.contact_tickets import ticket_id_for
from tickets.application.ports import Transaction
from tickets.domain.category import require_choosable
from tickets.domain.people import Person, is_user, stamp_of
from tickets.domain.report import Report, channel_of
from tickets.domain.ticket import Ticket


@dataclass(frozen=True)
class OpenTicket:
    """Somebody reports something, for themselves or for a customer."""

    report: Report
    by: Person
    at: datetime


class ContactHasTicket(Conflict):
    """A contact has one ticket; `ticket_id` and `number` among the facts say which, to those who
    see it."""

    code = "contact-has-ticket"


async def open_ticket(command: OpenTicket, tx: Transaction) -> Ticket:
    """Register it. A contact never gets two; raises ContactHasTicket, UnknownCategory."""
    report = _of_themselves(command.report, command.by)
    report = replace(report, channel=channel_of(command.by))
    if report.category is not None:
        category = await tx.categories.find(report.category)
        require_choosable(category, report.category, report.area, command.by)
    if report.customer_id and not await tx.customers.is_known(report.customer_id):
        raise Invalid("No customer has this id.", code="unknown-customer")
    ticket_id = uuid7()
    if report.contact_id:
        ticket_id = ticket_id_for(report.contact_id)
        await _refuse_second(ticket_id, command.by, tx)
    number = await tx.tickets.next_number()
    ticket = Ticket.register(ticket_id, number, report, stamp_of(command.by, command.at))
    await _add(ticket, tx)
    return ticket


async def _add(ticket: Ticket, tx: Transaction) -> None:
    try:
        await tx.tickets.add(ticket)
    except ConcurrentUpdate as error:
        # Somebody was quicker, or it is a ticket this person does not see and is not told of.
        raise ContactHasTicket("This contact has a ticket.") from error


def _of_themselves(report: Report, person: Person) -> Report:
    """Customers and other users report for themselves: the desk's things are not theirs to name."""
    if not is_user(person):
        return report
    if report.contact_id:
        raise NotFound("No contact has this id.", code="contact-not-found")
    if report.customer_id not in (None, person.customer_id):
        raise NotFound("No customer has this id.", code="customer-not-found")
    return replace(report, customer_id=person.customer_id)


async def _refuse_second(ticket_id: UUID, by: Person, tx: Transaction) -> None:
    if await tx.tickets.is_seen(ticket_id, by):
        known = await tx.tickets.find(ticket_id)
        if known is not None:
            sentence = f"Ticket {known.number} is this contact's."
            raise ContactHasTicket(sentence, ticket_id=known.id, number=known.number)
