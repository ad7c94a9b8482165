"""What the desk shows around a contact: who it is, what they have, and what is going on already."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.domain.confidence import Confidence, Evidence, Why
from intake.domain.customer import Customer, Service
from intake.domain.customer_ticket import CustomerTicket
from intake.domain.words import Channel, State


@dataclass(frozen=True, slots=True)
class Identification:
    """How sure it is that the contact is its customer's, and what speaks for it."""

    confidence: Confidence
    why: list[Evidence]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer this contact may be, and why we think so."""

    customer_id: UUID
    number: str
    name: str
    cities: list[str]
    confidence: Confidence
    why: list[Why]


@dataclass(frozen=True, slots=True)
class TicketOffered:
    """A ticket of the customer; a pending one can have one more contact."""

    ticket_id: UUID
    number: int
    title: str
    category: str | None
    state: str
    is_pending: bool
    area: str | None
    account_name: str | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class RecentContact:
    """Another contact of the same customer; of nobody we know, of the same telephone
    or e-mail address."""

    id: UUID
    number: int
    channel: Channel
    state: State
    date: datetime
    reason: str | None
    outcome: str | None
    ticket_id: UUID | None
    ticket_number: int | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The surest candidates first, and only where the customer is not known. `contract_id` is the
    service it is about; without one, somebody must ask which of `services`. Tickets are those this
    viewer sees, pending ones first. Where `ticket_asked`, the holder must say to which of them it
    belongs."""

    identification: Identification | None
    candidates: list[Candidate]
    services: list[Service]
    contract_id: UUID | None
    tickets: list[TicketOffered]
    ticket_asked: bool
    derived_to: str | None
    recent_contacts: list[RecentContact]


def offered(ticket: CustomerTicket) -> TicketOffered:
    """A ticket as it is offered."""
    return TicketOffered(
        ticket_id=ticket.ticket_id,
        number=ticket.number,
        title=ticket.title,
        category=ticket.category,
        state=ticket.state,
        is_pending=ticket.is_pending,
        area=ticket.area,
        account_name=ticket.account_name,
        updated_at=ticket.updated_at,
    )


def candidate(customer: Customer, why: list[Why], confidence: Confidence) -> Candidate:
    """A customer who fits."""
    return Candidate(
        customer.id, customer.number, customer.name, list(customer.cities), confidence, why
    )
