"""What people send, and what a command answers."""

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from tickets.application.allowed_actions import allowed_actions
from tickets.application.labels import STATE_LABELS
from tickets.domain.people import Person, is_user
from tickets.domain.report import Entry, EntryKind, Priority, Report, Visibility
from tickets.domain.ticket import Ticket
from tickets.inbound.fields import Code, Title, Words


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NewTicket(_Body):
    """First the area, then a category of it, then what is the matter."""

    area: Code
    category: Code
    title: Title
    description: Words
    priority: Literal["high", "medium", "low"] = "medium"
    customer_id: UUID | None = None
    contact_id: UUID | None = None

    def report(self) -> Report:
        """The same in the words of the domain."""
        return Report(
            title=self.title,
            description=self.description,
            area=self.area,
            category=self.category,
            priority=Priority(self.priority),
            customer_id=self.customer_id,
            contact_id=self.contact_id,
        )


class Assignment(_Body):
    """An area, and perhaps somebody of it."""

    area: Code
    account_id: UUID | None = None


class Recategorization(_Body):
    """A category of the area that has the ticket."""

    category: Code


class NewEntry(_Body):
    """A line for the timeline; customers write public comments."""

    kind: Literal["comment", "resolution", "note"] = "comment"
    visibility: Literal["public", "internal"]
    body: Words

    def entry(self) -> Entry:
        """The same in the words of the domain."""
        return Entry(EntryKind(self.kind), Visibility(self.visibility), self.body)


class Resolution(_Body):
    """How it was solved."""

    resolution: Words


class Closing(_Body):
    """What the customer is told."""

    closing_text: Words


class Reason(_Body):
    """Why."""

    reason: Words


class TicketNow(BaseModel):
    """A ticket after a command, and what its author may do next."""

    id: UUID
    number: int
    state: str
    state_label: str
    area: str
    account_id: UUID | None
    version: int
    allowed_actions: list[str]


class EntryWritten(BaseModel):
    """The line's id, and the ticket it stands on."""

    id: UUID
    ticket: TicketNow


def ticket_now(ticket: Ticket, person: Person) -> TicketNow:
    """What a command answers to the one who gave it; users are not told who attends to it."""
    account = None if is_user(person) else ticket.owner.account
    return TicketNow(
        id=ticket.id,
        number=ticket.number,
        state=ticket.state.value,
        state_label=STATE_LABELS[ticket.state],
        area=ticket.owner.area,
        account_id=account.id if account else None,
        version=ticket.version,
        allowed_actions=allowed_actions(ticket.state, ticket.owner, person),
    )
