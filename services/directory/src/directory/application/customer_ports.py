"""What the use-cases of customers need of the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from directory.application.billing_views import (
    BillingView,
    InvoiceView,
    MovementView,
    PaymentView,
    UsageView,
)
from directory.application.customer_views import (
    ChangeView,
    CustomerSummary,
    CustomerView,
    DuplicateView,
    SharedIdView,
    Tab,
)
from directory.domain.billing import Billing, Usage
from directory.domain.customer import Customer

Before = tuple[date, str] | None

Way = Literal["import", "crm", "edit", "merge", "unmerge", "proposal"]


@dataclass(frozen=True)
class How:
    """Through which door a change came, and who brought it; without an account it was a system."""

    way: Way
    by: UUID | None
    by_name: str


@dataclass(frozen=True)
class Said:
    """A customer as somebody says they are.

    `fingerprint` is a digest of what a source said: what it says again is no news, even where an
    edit has changed the customer since. `revision` orders what a source says; older is no news.
    """

    customer: Customer
    fingerprint: bytes | None = None
    revision: int | None = None


@dataclass(frozen=True)
class Known:
    """A customer as kept; whoever has it has it alone until the transaction ends."""

    customer: Customer
    version: int
    merged_into: UUID | None


@dataclass(frozen=True)
class Kept:
    """How many of some customers were new, different, and as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0

    def plus(self, other: "Kept") -> "Kept":
        """Both together."""
        return Kept(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
        )


class Customers(Protocol):
    """The customers, inside a transaction. Writing one tells everybody, if it is different."""

    async def exists(self, customer_id: UUID) -> bool: ...

    async def get(self, customer_id: UUID) -> Known:
        """One customer; NotFound."""
        ...

    async def known(self, customer_ids: Sequence[UUID]) -> dict[UUID, Customer]:
        """Those of them that exist."""
        ...

    async def owner_of(self, customer_id: UUID, contract_id: UUID) -> UUID:
        """Who of a customer and those merged into it has this contract; NotFound."""
        ...

    async def keep(self, said: Sequence[Said], how: How, *, dry_run: bool = False) -> Kept:
        """Write those that are new or different; no number twice in one call."""
        ...

    async def merge(self, stays: UUID, goes: UUID, how: How) -> None:
        """From now on one is the other; NotFound, CannotMerge."""
        ...

    async def unmerge(self, customer_id: UUID, how: How) -> UUID:
        """It is somebody else after all; the one it was merged into. NotFound, Conflict."""
        ...


class CustomerQueries(Protocol):
    """What people read of customers. Lists answer one row more than asked for, if any."""

    async def customers(
        self, query: str, after: tuple[str, UUID] | None, limit: int
    ) -> list[CustomerSummary]: ...

    async def merged_into(self, customer_id: UUID) -> UUID | None:
        """Who this customer turned out to be, if they did; NotFound."""
        ...

    async def customer(self, customer_id: UUID, tabs: list[Tab]) -> CustomerView: ...

    async def history(self, customer_id: UUID, below: int, limit: int) -> list[ChangeView]: ...

    async def shared_ids(self, after: str, limit: int) -> tuple[list[SharedIdView], str | None]:
        """Some, and the id up to which was looked, where that is not the last."""
        ...

    async def cities(self) -> list[str]: ...


class Duplicates(Protocol):
    """Customers who may be the same person twice."""

    async def of(self, customer_id: UUID) -> list[DuplicateView]: ...


class BillingStore(Protocol):
    """What the billing system tells, inside a transaction."""

    async def keep(self, news: Sequence[Billing]) -> Kept:
        """Keep what is newer than what is known of a customer; none twice in one call."""
        ...

    async def keep_usage(self, news: Sequence[Usage]) -> Kept: ...


class BillingQueries(Protocol):
    """What people read of money and consumption, newest first but for consumption."""

    async def billing(self, customer_id: UUID) -> BillingView: ...

    async def invoices(
        self, customer_id: UUID, contract: str | None, before: Before, limit: int
    ) -> list[InvoiceView]: ...

    async def payments(
        self, customer_id: UUID, before: Before, limit: int
    ) -> list[PaymentView]: ...

    async def movements(
        self, customer_id: UUID, before: Before, limit: int
    ) -> list[MovementView]: ...

    async def usage(
        self, customer_id: UUID, contract_id: UUID, first: date, last: date
    ) -> list[UsageView]: ...
