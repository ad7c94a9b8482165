"""The holder of a contact says which ticket it belongs to."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from chassis.errors import Conflict, Invalid
from chassis.reach import Who
from intake.application.brief_ticket import briefing_of
from intake.application.ports import Transaction
from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.customer_ticket import CustomerTicket
from intake.domain.lease import lapse
from intake.domain.ticket_choice import join_ticket, open_ticket, refuse_second
from intake.domain.work import CustomerUnknown


@dataclass(frozen=True, slots=True)
class TicketChoice:
    """One that is there, or a new one for this reason. `who` is the one who looks for it."""

    ticket_id: UUID | None
    reason: str | None
    operator: Operator
    who: Who


async def choose_ticket(
    contact_id: UUID, choice: TicketChoice, now: datetime, tx: Transaction
) -> None:
    """Raises NotFound, ContactIsNotYours, ClaimLapsed, ContactIsClosed, CustomerUnknown,
    ContactHasTicket, a Conflict for a ticket that is not pending, and Invalid for one that is not
    this customer's."""
    contact = await tx.contacts.get(contact_id)
    lapse(contact, now)
    contact.require_holder(choice.operator)
    briefing = await briefing_of(contact, choice.reason, tx)
    if choice.ticket_id is None:
        refuse_second(contact, await tx.tickets.of_contact(contact))
        open_ticket(contact, uuid7(), choice.operator, briefing)
    else:
        ticket = await _theirs(contact, choice.ticket_id, choice.who, tx)
        join_ticket(contact, ticket, choice.operator, briefing)
    await tx.contacts.save([contact])


async def _theirs(contact: Contact, ticket_id: UUID, who: Who, tx: Transaction) -> CustomerTicket:
    if contact.customer_id is None:
        raise CustomerUnknown
    ticket = await tx.tickets.find(ticket_id, who)
    owner = await tx.customers.find(ticket.customer_id) if ticket and ticket.customer_id else None
    if ticket is None or owner is None or owner.id != contact.customer_id:
        raise Invalid("This customer has no such ticket.", code="unknown-ticket")
    if not ticket.is_pending:
        raise Conflict("This ticket is not pending.", code="ticket-not-pending", state=ticket.state)
    return ticket
