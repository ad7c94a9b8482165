"""What signing in at a provider needs of the outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from directory.domain.sign_on import Attempt, Known


@dataclass(frozen=True)
class Going:
    """What the provider is told about an attempt. With `fresh` it must ask for a proof anew."""

    state: str
    nonce: str
    challenge: str
    fresh: bool


@dataclass(frozen=True)
class Coming:
    """What came back, and what it must fit."""

    code: str
    nonce: str
    verifier: str
    fresh: bool


class Provider(Protocol):
    """The OpenID provider of this installation."""

    @property
    def name(self) -> str:
        """As the console shows it."""
        ...

    async def address(self, going: Going) -> str:
        """Where the browser goes; Unavailable when the provider does not answer."""
        ...

    async def redeem(self, coming: Coming) -> Known:
        """Who it was. SignOnRefused, WrongIdToken or Unavailable."""
        ...


@dataclass(frozen=True)
class Identity:
    """A link between an account and somebody at a provider."""

    identity_id: UUID
    account_id: UUID
    issuer: str
    subject: str
    linked_at: datetime
    used_at: datetime | None


class SignOns(Protocol):
    """Attempts and links, inside a transaction."""

    async def add(self, state: bytes, browser: bytes, attempt: Attempt) -> None: ...

    async def take(self, state: bytes, browser: bytes) -> Attempt | None:
        """The attempt, which nobody can take again; None if there is none of this browser."""
        ...

    async def use_invitation(self, link_hash: bytes) -> UUID | None:
        """Whose it was, once."""
        ...

    async def invites(self, link_hash: bytes) -> bool: ...

    async def link(self, identity_id: UUID, account_id: UUID, known: Known) -> None:
        """Nothing if it is linked to this account already; SomebodyElses if to another."""
        ...

    async def used(self, known: Known) -> UUID | None:
        """The account linked to it, which stays linked until the transaction ends."""
        ...

    async def of_account(self, account_id: UUID) -> list[Identity]: ...

    async def unlink(self, account_id: UUID, identity_id: UUID) -> bool: ...
