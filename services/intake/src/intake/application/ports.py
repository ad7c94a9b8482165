"""What the use-cases need from the outside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.causes import Cause
from chassis.reach import Who
from intake.application.attachments import Attachments
from intake.application.call_back_ports import CallBacks
from intake.application.chat import Messages
from intake.application.claim_ports import Drafts, Leases, Operators
from intake.application.desk_rules import Rules
from intake.application.desk_settings import DeskSettings
from intake.application.duty_ports import Presence
from intake.application.offer_ports import Offers
from intake.application.queue_ports import Waiting
from intake.application.ticket_ports import CustomerTickets
from intake.domain.confidence import Why
from intake.domain.contact import Contact
from intake.domain.conversation import Line
from intake.domain.customer import Customer, Identity
from intake.domain.words import Channel

Key = tuple[str, str]
"""The source of a contact and its name there."""


@dataclass(frozen=True, slots=True)
class CustomerChange:
    """A customer as it is now; `version` tells which of two such states is the newer."""

    customer: Customer
    version: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class TicketOfContact:
    """Work that a contact has become."""

    contact_id: UUID
    ticket_id: UUID
    number: int


class Contacts(Protocol):
    """Contacts as aggregates. What is read is locked; saving writes rows and tells the news."""

    async def get(self, contact_id: UUID) -> Contact:
        """One contact; raises NotFound."""

    async def admit(self, contact_id: UUID, who: Who, permission: str) -> None:
        """Let somebody do something with a contact; raises NotFound, Forbidden."""

    async def of_keys(self, channel: Channel, keys: Collection[Key]) -> dict[Key, Contact]:
        """Those of a channel's contacts that are known."""

    async def without_customer(self, keys: Collection[str]) -> list[Contact]:
        """Contacts whose caller gave one of these ids before we knew whose it is."""

    async def of_customers(self, customer_ids: Collection[UUID]) -> list[Contact]:
        """Those that are not closed."""

    async def of_tickets(self, ticket_ids: Collection[UUID]) -> list[Contact]:
        """The contacts that belong to these tickets."""

    async def live_calls(self, before: datetime, limit: int) -> list[Contact]:
        """Calls in course that came before this, the oldest first; without those that somebody is
        busy with."""

    async def add(self, contacts: Mapping[Key, Contact]) -> set[Key]:
        """Insert those not known yet; which ones. The others are left as they are."""

    async def save(self, contacts: Sequence[Contact]) -> None:
        """Write what changed; raises ConcurrentUpdate."""

    async def attach(self, tickets: Sequence[TicketOfContact]) -> None:
        """Remember the first ticket of each contact."""

    async def correct(self, ticket: TicketOfContact, instead_of: UUID) -> None:
        """The contact belongs to this ticket, unless somebody chose yet another meanwhile."""


class Conversations(Protocol):
    """What was said before a person came."""

    async def add(self, conversations: Mapping[UUID, Sequence[Line]]) -> None:
        """Keep those of contacts that have none; they never change."""

    async def grow(self, conversations: Mapping[UUID, Sequence[Line]]) -> None:
        """Keep the longer of each and what is there: it is told once more as it goes on."""

    async def of(self, contact_id: UUID) -> list[Line]:
        """Empty where nothing was said."""


class Customers(Protocol):
    """The desk's copy of the customers."""

    async def keep(self, changes: Sequence[CustomerChange]) -> None:
        """Keep each, unless a newer state of it is known."""

    async def find(self, customer_id: UUID) -> Customer | None:
        """One customer, if we know it."""

    async def matching(
        self, national_id: str | None, phones: Sequence[str], emails: Sequence[str]
    ) -> list[tuple[Customer, list[Why]]]:
        """Everybody who has one of these, and which."""

    async def owners_of(self, keys: Iterable[str]) -> dict[str, Identity]:
        """The owner of each valid id or number; ids of nobody, or of several customers, are left
        out."""


class Transaction(Protocol):
    """One transaction of this service."""

    @property
    def contacts(self) -> Contacts: ...
    @property
    def conversations(self) -> Conversations: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def tickets(self) -> CustomerTickets: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def attachments(self) -> Attachments: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def operators(self) -> Operators: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def rules(self) -> Rules: ...
    @property
    def settings(self) -> DeskSettings: ...
    @property
    def presence(self) -> Presence: ...
    @property
    def waiting(self) -> Waiting: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def call_backs(self) -> CallBacks: ...
