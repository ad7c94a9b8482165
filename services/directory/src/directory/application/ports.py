"""What the use-cases need of the outside."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from directory.application.access_ports import (
    AccessQueries,
    ApiKeys,
    Areas,
    Letters,
    Links,
    Told,
)
from directory.application.customer_ports import (
    BillingQueries,
    BillingStore,
    CustomerQueries,
    Customers,
    Duplicates,
)
from directory.application.import_ports import Imports
from directory.application.invoice_ports import Invoices
from directory.application.privacy_ports import Privacy
from directory.application.proposal_ports import Proposals
from directory.application.session_ports import SecondFactors, Sessions
from directory.application.sign_on_ports import SignOns
from directory.application.views import AccountView
from directory.domain.account import Account
from directory.domain.roles import Role


@dataclass(frozen=True)
class Credentials:
    """An account with what its owner must prove to know."""

    account: Account
    password_hash: str | None


class Accounts(Protocol):
    """The accounts, inside a transaction. Writing one tells everybody."""

    async def get(self, account_id: UUID) -> Account: ...

    async def find(self, login: str) -> Account | None: ...

    async def known(self, logins: Sequence[str]) -> set[str]:
        """Those of the logins that somebody has."""
        ...

    async def credentials(self, login: str) -> Credentials | None: ...

    async def held_credentials(self, account_id: UUID) -> Credentials | None:
        """As they are now; they stay so until the transaction ends."""
        ...

    async def add(self, account: Account, password_hash: str | None) -> None: ...

    async def save(self, account: Account) -> None: ...

    async def set_password(self, account_id: UUID, password_hash: str) -> None: ...

    async def by_email(self, email: str, most: int) -> list[Account]:
        """Active accounts with this address, however it is written in capitals."""
        ...

    async def of_customer(self, customer_id: UUID) -> list[Account]:
        """The active accounts by which a customer enters."""
        ...

    async def told(self) -> list[Told]:
        """What everybody believes of each account, locked until the transaction ends."""
        ...

    async def administrators(self) -> set[UUID]:
        """Active ones; they stay so until the transaction ends."""
        ...

    async def has_had_administrator(self) -> bool: ...

    async def one_at_a_time(self) -> None:
        """Wait until no other transaction is past this point."""
        ...


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Which accounts are listed; what says nothing leaves none out. `query`: beginnings of words of
    the login, name or address; `area`: one they are in."""

    query: str = ""
    role: Role | None = None
    area: str | None = None


class Queries(Protocol):
    """What people read. Lists answer one row more than asked for, if there is one."""

    async def accounts(
        self, wanted: AccountFilter, after: tuple[str] | None, limit: int
    ) -> list[AccountView]: ...

    async def account(self, account_id: UUID) -> AccountView: ...


class Transaction(Protocol):
    """Everything of one transaction."""

    @property
    def accounts(self) -> Accounts: ...

    @property
    def customers(self) -> Customers: ...

    @property
    def customer_queries(self) -> CustomerQueries: ...

    @property
    def proposals(self) -> Proposals: ...

    @property
    def duplicates(self) -> Duplicates: ...

    @property
    def billing(self) -> BillingStore: ...

    @property
    def billing_queries(self) -> BillingQueries: ...

    @property
    def imports(self) -> Imports: ...

    @property
    def privacy(self) -> Privacy: ...

    @property
    def areas(self) -> Areas: ...

    @property
    def links(self) -> Links: ...

    @property
    def letters(self) -> Letters: ...

    @property
    def api_keys(self) -> ApiKeys: ...

    @property
    def access(self) -> AccessQueries: ...

    @property
    def queries(self) -> Queries: ...

    @property
    def sessions(self) -> Sessions: ...

    @property
    def second_factors(self) -> SecondFactors: ...

    @property
    def invoices(self) -> Invoices: ...

    @property
    def sign_ons(self) -> SignOns: ...


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

    async def reserve(self, login: str, address: str) -> None:
        """Count a failure in advance; TooMany when there were too many."""
        ...

    async def forgive(self, login: str, address: str) -> None:
        """It went well; forget the failures."""
        ...

    async def reserve_code(self, account_id: UUID) -> None:
        """The same for codes, which are asked for once the password was right."""
        ...

    async def forgive_code(self, account_id: UUID) -> None: ...


class Tokens(Protocol):
    """Proofs of who somebody is, for some time."""

    def issue(self, account_id: UUID, session_id: UUID, proved_at: datetime) -> str: ...
