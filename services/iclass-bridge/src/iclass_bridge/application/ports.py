"""What the use-cases need of the outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from chassis.transactions import Tx
from iclass_bridge.application.reading import Reading
from iclass_bridge.domain.dispatch import Dispatch
from iclass_bridge.domain.requests import Request
from iclass_bridge.domain.technician import Status, TechnicianEvent

Door = Literal["webhook", "topic"]


class Dispatches(Protocol):
    """The dispatches, one per order."""

    async def find(self, order_id: UUID) -> Dispatch | None:
        """The order's dispatch, locked until the transaction ends."""
        ...

    async def add(self, dispatch: Dispatch) -> None:
        """Keep a new dispatch."""
        ...

    async def save(self, dispatch: Dispatch) -> None:
        """Keep what changed and tell others; raises ConcurrentUpdate."""
        ...

    async def owner_of(self, number: str) -> UUID | None:
        """The order that Iclass has, or had, under this number."""
        ...


class Inbox(Protocol):
    """Technicians' events as they came, the first body of each."""

    async def keep(self, event: TechnicianEvent, body: str, door: Door) -> bool:
        """Keep it, not settled; False if one with its id is there already."""
        ...

    async def get(self, event_id: UUID) -> tuple[TechnicianEvent, Status]:
        """The event as it came first, locked; raises NotFound."""
        ...

    async def settle(self, event_id: UUID, status: Status) -> None:
        """Write down what became of it."""
        ...

    async def forget(self, days: int) -> bool:
        """Drop some of the old events that have had their effect; those that wait are kept. Whether
        there may be more."""
        ...


@dataclass(frozen=True)
class OrderNews:
    """The state of an order on the platform as of a version; number, area and customer where
    told."""

    order_id: UUID
    version: int
    state: str
    at: datetime
    number: int | None = None
    area: str | None = None
    customer_id: UUID | None = None


class KnownOrders(Protocol):
    """This service's own copy of the orders' states."""

    async def keep(self, news: OrderNews) -> None:
        """Keep it if it is newer than what is known."""
        ...

    async def belongs_to(self, order_id: UUID, customer_id: UUID) -> None:
        """Whose it is, whatever its state; nothing for an order nobody told of."""
        ...

    async def state_of(self, order_id: UUID) -> str | None:
        """The last known state; None for an order nobody told of."""
        ...


class IclassCalls(Protocol):
    """What Iclass shall be asked, soon, in this order per order."""

    async def request(self, order_id: UUID, request: Request) -> None:
        """Record it; it is made outside this transaction."""
        ...


class Transaction(Protocol):
    """One unit of work."""

    @property
    def kernel(self) -> Tx: ...
    @property
    def dispatches(self) -> Dispatches: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def known_orders(self) -> KnownOrders: ...
    @property
    def iclass(self) -> IclassCalls: ...
    @property
    def reading(self) -> Reading: ...
