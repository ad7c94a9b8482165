"""What is shown of accounts and customers."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class AccountView:
    """An account as lists and its own page show it."""

    account_id: UUID
    login: str
    name: str
    email: str
    role: str
    areas: list[str]
    permissions: list[str]
    active: bool
    customer_id: UUID | None
    version: int
