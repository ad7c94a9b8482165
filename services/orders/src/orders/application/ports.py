"""What the use-cases need of the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from chassis.reach import Who
from chassis.transactions import Tx
from orders.application.reading import Reading
from orders.domain.customer import KnownCustomer, KnownTicket, TicketState
from orders.domain.order import ServiceOrder


@dataclass(frozen=True)
class OrderType:
    """A kind of work. `iclass_order_type` is what Iclass calls it, if it is mapped;
    `only_iclass_finishes` keeps people from finishing it here while Iclass has it."""

    code: str
    label: str
    iclass_order_type: str | None
    only_iclass_finishes: bool


class Orders(Protocol):
    """The service orders."""

    async def next_number(self) -> int:
        """A number no other order has; gaps are possible."""
        ...

    async def get(self, order_id: UUID) -> ServiceOrder:
        """The order, locked until the transaction ends; raises NotFound."""
        ...

    async def admit(self, order_id: UUID, who: Who, permission: str) -> None:
        """Let somebody do something to this order; raises NotFound, Forbidden."""
        ...

    async def add(self, order: ServiceOrder) -> None:
        """Keep a new order and tell others."""
        ...

    async def save(self, order: ServiceOrder) -> None:
        """Keep what changed and tell others; raises ConcurrentUpdate."""
        ...

    async def has_entry(self, entry_id: UUID) -> bool:
        """Whether some order's timeline has this line."""
        ...

    async def lacking_customer(
        self, *, ticket_ids: Sequence[UUID] = (), customer_ids: Sequence[UUID] = ()
    ) -> list[UUID]:
        """Live orders of these tickets or customers that miss something a visit needs."""
        ...


@dataclass(frozen=True)
class TicketNews:
    """What a ticket's event says, and the ticket's version after it; None says nothing new."""

    id: UUID
    version: int
    state: TicketState | None = None
    number: int | None = None
    customer_id: UUID | None = None
    customer_name: str | None = None
    customer_phone: str | None = None
    city: str | None = None
    owner: "TicketOwner | None" = None
    registered_by: UUID | None = None


@dataclass(frozen=True)
class TicketOwner:
    """Whose work a ticket is: an area's and, if somebody of it was named, that account's."""

    area: str
    account_id: UUID | None = None


@dataclass(frozen=True)
class CustomerNews:
    """A customer as of a version."""

    customer: KnownCustomer
    version: int


class Tickets(Protocol):
    """This service's own copy of the tickets."""

    async def find(self, ticket_id: UUID) -> KnownTicket | None:
        """The ticket; None if nobody told of it yet."""
        ...

    async def hold(self, ticket_id: UUID) -> KnownTicket | None:
        """The same, and news of it waits until this transaction ends."""
        ...

    async def admit(self, ticket_id: UUID, who: Who, permission: str) -> None:
        """Let somebody do something with this ticket; raises NotFound, Forbidden."""
        ...

    async def register(self, news: Sequence[TicketNews]) -> None:
        """Keep tickets not known before. Their numbers are given."""
        ...

    async def update(self, news: Sequence[TicketNews]) -> None:
        """Keep what is newer than what is known."""
        ...


class Customers(Protocol):
    """This service's own copy of the customers."""

    async def find(self, customer_id: UUID) -> KnownCustomer | None:
        """The customer; None if nobody told of them yet."""
        ...

    async def hold(self, customer_id: UUID) -> KnownCustomer | None:
        """The same, and news of them waits until this transaction ends."""
        ...

    async def keep(self, news: Sequence[CustomerNews]) -> None:
        """Keep what is newer than what is known; at most one item per customer."""
        ...


class OrderTypes(Protocol):
    """The catalogue of kinds of work."""

    async def find(self, code: str) -> OrderType | None:
        """The type of that code."""
        ...


class Transaction(Protocol):
    """One unit of work."""

    @property
    def kernel(self) -> Tx: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def tickets(self) -> Tickets: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def order_types(self) -> OrderTypes: ...
    @property
    def reading(self) -> Reading: ...
