"""What the use-cases about areas, permissions and credentials need of the outside."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from directory.application.access_views import (
    ApiKeyView,
    PermissionChangeView,
    PermissionsView,
)
from directory.domain.account import Account
from directory.domain.api_key import ApiKey
from directory.domain.area import Area
from directory.domain.credential_link import Purpose


class Areas(Protocol):
    """The areas, inside a transaction."""

    async def get(self, code: str) -> Area: ...

    async def add(self, area: Area) -> None: ...

    async def save(self, area: Area) -> None: ...

    async def all(self) -> list[Area]: ...

    async def active(self, codes: Collection[str]) -> set[str]:
        """Those of the codes that take new members; they stay so until the transaction ends."""
        ...


class Links(Protocol):
    """Links by which somebody sets a password, by the digest of what stands in them."""

    async def add(
        self, token_hash: bytes, account_id: UUID, purpose: Purpose, expires_at: datetime
    ) -> None: ...

    async def open_since(self, account_id: UUID, purpose: Purpose, since: datetime) -> int:
        """How many unused ones were made for this account since then."""
        ...

    async def leads_somewhere(self, token_hash: bytes) -> bool: ...

    async def use(self, token_hash: bytes) -> UUID | None:
        """Whose it was; from now on it is nobody's, whoever tries at the same moment."""
        ...

    async def drop_all(self, account_id: UUID) -> None: ...

    async def forget(self) -> bool:
        """Drop some of those that are too old; whether there may be more."""
        ...


class Letters(Protocol):
    """Letters to people with an account; `notifications` writes and sends them."""

    def send(self, account: Account, purpose: Purpose, link: str, expires_at: datetime) -> None: ...


@dataclass(frozen=True)
class Told:
    """An account, and what everybody believes that it may do."""

    account: Account
    permissions: frozenset[str]


class ApiKeys(Protocol):
    """Keys of other systems. Writing one tells everybody."""

    async def get(self, key_id: UUID) -> ApiKey:
        """It stays as it is until the transaction ends."""
        ...

    async def add(self, key: ApiKey) -> None: ...

    async def save(self, key: ApiKey) -> None: ...


class AccessQueries(Protocol):
    """What people read of all this. Lists answer one row more than asked for, if there is one."""

    async def permissions(self, account_id: UUID) -> PermissionsView: ...

    async def permission_changes(
        self, account_id: UUID, after: tuple[int] | None, limit: int
    ) -> list[PermissionChangeView]: ...

    async def api_keys(self, after: tuple[UUID] | None, limit: int) -> list[ApiKeyView]: ...

    async def api_key(self, key_id: UUID) -> ApiKeyView: ...
