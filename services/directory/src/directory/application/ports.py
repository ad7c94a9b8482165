"""What the use-cases need of the outside."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from directory.application.views import AccountView, CustomerSummary, CustomerView
from directory.domain.account import Account
from directory.domain.customer import Customer


@dataclass(frozen=True)
class Credentials:
    """An account with what its owner must prove to know."""

    account: Account
    password_hash: str


class Accounts(Protocol):
    """The accounts, inside a transaction. Writing one tells everybody."""

    async def get(self, account_id: UUID) -> Account: ...

    async def find(self, login: str) -> Account | None: ...

    async def known(self, logins: Sequence[str]) -> set[str]:
        """Those of the logins that somebody has."""
        ...

    async def credentials(self, login: str) -> Credentials | None: ...

    async def add(self, account: Account, password_hash: str) -> None: ...

    async def save(self, account: Account) -> None: ...

    async def administrators(self) -> set[UUID]:
        """Active ones; they stay so until the transaction ends."""
        ...

    async def has_had_administrator(self) -> bool: ...

    async def one_at_a_time(self) -> None:
        """Wait until no other transaction is past this point."""
        ...


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

    async def keep(self, customers: Sequence[Customer]) -> Kept:
        """Write those that are new or different; no number twice in one call."""
        ...


class Queries(Protocol):
    """What people read. Lists answer one row more than asked for, if there is one."""

    async def accounts(self, after: tuple[str] | None, limit: int) -> list[AccountView]: ...

    async def account(self, account_id: UUID) -> AccountView: ...

    async def customers(
        self, query: str, after: tuple[str, UUID] | None, limit: int
    ) -> list[CustomerSummary]: ...

    async def customer(self, customer_id: UUID) -> CustomerView: ...

    async def cities(self) -> list[str]: ...


class Transaction(Protocol):
    """Everything of one transaction."""

    @property
    def accounts(self) -> Accounts: ...

    @property
    def customers(self) -> Customers: ...

    @property
    def queries(self) -> Queries: ...


class Begin(Protocol):
    """Opens a transaction that commits at the end of its block."""

    def __call__(self) -> AbstractAsyncContextManager[Transaction]: ...


class Passwords(Protocol):
    """Slow on purpose; few at a time."""

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Wait to be one of the few; Unavailable when that takes too long."""
        ...

    async def hash(self, password: str) -> str: ...

    async def verify(self, password: str, password_hash: str | None) -> bool:
        """Call in one's turn. Takes as long when there is no hash, and is false."""
        ...


class Throttle(Protocol):
    """Counts what goes wrong."""

    async def reserve(self, subject: str) -> None:
        """Count a failure in advance; TooMany when there were too many."""
        ...

    async def forgive(self, subject: str) -> None:
        """It went well; forget the failures."""
        ...


class Tokens(Protocol):
    """Proofs of who somebody is, for some time."""

    seconds: int

    def issue(self, account_id: UUID) -> str: ...
