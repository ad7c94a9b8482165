"""What sessions and second factors need of the outside."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from directory.application.session_views import SessionView
from directory.domain.refresh_token import KeptToken
from directory.domain.session import Session, Why


class Sessions(Protocol):
    """The sessions, inside a transaction. Ending one tells everybody."""

    async def add(self, session: Session, token_hash: bytes) -> None: ...

    async def get(self, session_id: UUID) -> Session | None:
        """An open one, that nobody else changes until the transaction ends."""
        ...

    async def token(self, token_hash: bytes) -> KeptToken | None: ...

    async def replace_token(
        self, session: Session, used: bytes, salt: bytes, successor: bytes
    ) -> None:
        """The first is used up, the second stands in for it, and the session goes on."""
        ...

    async def issued(self, session_id: UUID, until: datetime) -> None:
        """An access token was given out that lasts as long."""
        ...

    async def proved(self, session_id: UUID, at: datetime) -> None: ...

    async def end(self, account_id: UUID, why: Why, *, only: UUID | None = None) -> int:
        """End all open sessions of an account, or one of them; how many that were."""
        ...

    async def end_others(self, account_id: UUID, why: Why, *, keep: UUID) -> int: ...

    async def listed(
        self, account_id: UUID, after: tuple[UUID] | None, limit: int
    ) -> list[SessionView]:
        """The open ones, newest first; one more than asked for, if there is one."""
        ...


@dataclass(frozen=True)
class SecondFactor:
    """An account's secret for codes; not asked for until it was confirmed."""

    secret: bytes
    is_confirmed: bool


class SecondFactors(Protocol):
    """Who proves more than a password, inside a transaction."""

    async def find(self, account_id: UUID) -> SecondFactor | None: ...

    async def held(self, account_id: UUID) -> SecondFactor | None:
        """As it is now; one that is there stays so until the transaction ends."""
        ...

    async def propose(self, account_id: UUID, secret: bytes) -> None:
        """Keep a secret that its owner must still confirm; never replaces a confirmed one."""
        ...

    async def use_step(self, account_id: UUID, step: int) -> bool:
        """False if the code of this step, or a later one, was used before."""
        ...

    async def use_recovery_code(self, account_id: UUID, code_hash: bytes) -> bool:
        """True once."""
        ...

    async def confirm(self, account_id: UUID, recovery_hashes: list[bytes]) -> None: ...

    async def remove(self, account_id: UUID) -> bool: ...
