"""What the use-cases need of the customers' tickets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from chassis.reach import Who
from intake.domain.contact import Contact
from intake.domain.customer_ticket import CustomerTicket

MOST_OFFERED = 10
"""As many tickets and contacts of a customer are offered; nobody on the telephone reads more."""


@dataclass(frozen=True, slots=True)
class TicketNews:
    """What an event tells of a ticket: its state after it, and whatever else it says."""

    ticket_id: UUID
    version: int
    at: datetime
    state: str | None
    fields: Mapping[str, Any]


class CustomerTickets(Protocol):
    """The desk's copy of the tickets."""

    async def keep(self, news: Sequence[TicketNews]) -> None:
        """Keep what is newer than what is known."""

    async def find(self, ticket_id: UUID, who: Who) -> CustomerTicket | None:
        """One that this person sees."""

    async def closed_of(self, ticket_ids: Collection[UUID]) -> set[UUID]:
        """Those of them that are closed as far as is known."""

    async def of_contact(self, contact: Contact) -> CustomerTicket | None:
        """The ticket it belongs to."""

    async def pending_of(self, customer_id: UUID, contact: Contact) -> list[CustomerTicket]:
        """The customer's newest pending ones, those of open contacts of the same channel first."""

    async def of_customer(self, customer_id: UUID, who: Who) -> list[CustomerTicket]:
        """What this person sees of the customer's: pending ones first, then what ended, the newest
        first; no more than MOST_OFFERED of each."""
