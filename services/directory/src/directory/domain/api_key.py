"""A key by which another system enters: for some time, for some things, in some areas."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from chassis.errors import Conflict, Invalid
from directory.domain.permissions import known

LONGEST_LIFE = timedelta(days=366)

# Who lets others in proves who they are once more, and a key cannot; a key that makes keys would
# outlive everything that can be done against it.
_NOT_FOR_KEYS = frozenset({"accounts.manage", "api-keys.manage"})


class WrongExpiry(Invalid):
    """Every key ends, within a year, and not in the past."""

    code = "wrong-expiry"


class NotForKeys(Invalid):
    """Only people may do this."""

    code = "permission-not-for-keys"


class KeyIsOver(Conflict):
    """Expired or revoked."""

    code = "key-is-over"


@dataclass(frozen=True)
class ApiKey:
    """One state of a key; of its secret only the digest. It may never do what its owner may not,
    and is refused while its owner is switched off."""

    id: UUID
    name: str
    secret_hash: bytes
    permissions: tuple[str, ...]
    areas: tuple[str, ...]
    owner_id: UUID
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    replaces: UUID | None = None
    version: int = 1

    def is_over(self, now: datetime) -> bool:
        """Whether it opens nothing any more."""
        return self.revoked_at is not None or self.expires_at <= now

    def revoked(self, now: datetime) -> "ApiKey":
        """The next state, in which it opens nothing; itself if that is so already."""
        if self.revoked_at is not None:
            return self
        return replace(self, revoked_at=now, version=self.version + 1)

    def ending(self, at: datetime) -> "ApiKey":
        """The next state, in which it ends at that moment, or earlier if it would have."""
        return replace(self, expires_at=min(at, self.expires_at), version=self.version + 1)


def scopes(names: Iterable[str]) -> tuple[str, ...]:
    """Permissions a key can have, ordered."""
    found = known(names)
    if wrong := sorted(_NOT_FOR_KEYS & {*found}):
        raise NotForKeys(f"No key can have {wrong[0]}.", permission=wrong[0])
    return found


def check_expiry(expires_at: datetime, now: datetime) -> None:
    """WrongExpiry unless a key may end then."""
    if not now < expires_at <= now + LONGEST_LIFE:
        raise WrongExpiry(f"A key ends within {LONGEST_LIFE.days} days, and not in the past.")
