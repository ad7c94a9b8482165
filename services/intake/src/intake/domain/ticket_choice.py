"""What the holder of a contact does with its ticket: choose it, hand it over, end with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.domain.claim import Ending, Operator
from intake.domain.contact import Contact
from intake.domain.customer import Customer
from intake.domain.customer_ticket import CustomerTicket
from intake.domain.events import ContactDerived, ContactFinished, ContactTicketChosen
from intake.domain.words import DERIVED
from intake.domain.work import ContactHasTicket, NoTicketYet, TicketToBeChosen


@dataclass(frozen=True, slots=True)
class Handover:
    """To which area, and what it should know."""

    area: str
    note: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a ticket should say of a contact."""

    customer: Customer | None
    summary: str
    reason: str | None = None
    category: str | None = None
    reason_label: str | None = None


def join_ticket(
    contact: Contact, ticket: CustomerTicket, operator: Operator, briefing: Briefing
) -> None:
    """It is one more event of a ticket that is there (D28)."""
    contact.require_holder(operator)
    if contact.work.ticket_id == ticket.ticket_id:
        return
    contact.work = contact.work._replace(
        ticket_id=ticket.ticket_id, ticket_number=ticket.number, asked=False
    )
    _tell_choice(contact, operator, briefing, is_new=False)


def open_ticket(contact: Contact, ticket_id: UUID, operator: Operator, briefing: Briefing) -> None:
    """It is a matter of its own, and gets a ticket with this id."""
    contact.require_holder(operator)
    contact.work = contact.work._replace(ticket_id=ticket_id, ticket_number=None, asked=False)
    _tell_choice(contact, operator, briefing, is_new=True)


def let_go(
    contact: Contact, ticket: CustomerTicket, ticket_id: UUID, by: Operator, briefing: Briefing
) -> None:
    """The ticket is the customer's whom the contact was taken for, and joined by it: it gets one of
    its own, with this id. What was opened for the contact itself is whoever's the contact is."""
    if ticket.contact_id == contact.id or contact.ending is not None:
        return
    contact.work = contact.work._replace(ticket_id=ticket_id, ticket_number=None, asked=False)
    _tell_choice(contact, by, briefing, is_new=True)


def derive(contact: Contact, handover: Handover, operator: Operator, now: datetime) -> None:
    """Its ticket goes to another area, and the contact ends with that (C27)."""
    ending, work = contact.ending, contact.work
    if ending is not None and (ending.by, work.derived_to) == (operator.id, handover.area):
        return
    contact.require_holder(operator)
    if work.ticket_id is None:
        raise TicketToBeChosen if work.asked else NoTicketYet
    contact.work = work._replace(derived_to=handover.area)
    contact.ending = Ending(now, operator.id, DERIVED)
    contact.tell(
        ContactDerived(
            work.ticket_id, handover.area, handover.note, operator.id, operator.name, now
        )
    )
    contact.tell(ContactFinished(operator.id, DERIVED, now, operator.name))


def require_context(contact: Contact, *, with_ticket: bool) -> None:
    """A contact that ends with its ticket does not end while nobody has said which that is (X18);
    `with_ticket`: something is to be done to the ticket itself."""
    if contact.work.ticket_id is None and contact.work.asked:
        raise TicketToBeChosen
    if contact.work.ticket_id is None and with_ticket:
        raise NoTicketYet


def refuse_second(contact: Contact, known: CustomerTicket | None) -> None:
    """What was opened for this contact and goes on is its ticket."""
    if known is not None and known.is_pending and known.contact_id == contact.id:
        raise ContactHasTicket(known.ticket_id, known.number)


def _tell_choice(contact: Contact, operator: Operator, briefing: Briefing, *, is_new: bool) -> None:
    customer, facts = briefing.customer, contact.facts
    service = customer.service(contact.work.contract_id) if customer else None
    contact.tell(
        ContactTicketChosen(
            is_new=is_new,
            account_id=operator.id,
            account_name=operator.name,
            reason=briefing.reason,
            phone=facts.phone or (customer.phone if customer else None),
            email=facts.email or (customer.email if customer else None),
            service_address=service.address if service else None,
            summary=briefing.summary,
            category=briefing.category,
            reason_label=briefing.reason_label,
        )
    )
