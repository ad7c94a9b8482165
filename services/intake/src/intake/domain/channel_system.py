"""A system that brings contacts, as those who run the desk have registered it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from chassis.errors import Conflict, Forbidden
from intake.domain.words import Channel

MOST_KEYS = 2
"""The present one and the next: enough to replace a key without losing a call."""


class SystemIsDisabled(Forbidden):
    """It is known, and not let in for now."""

    code = "channel-is-disabled"


class WrongDoor(Forbidden):
    """It is known, and brings something else."""

    code = "wrong-door"


class NoKeys(Conflict):
    """Mail comes to an address, not with a key."""

    code = "channel-without-keys"


@dataclass(frozen=True, slots=True)
class ChannelSystem:
    """`kind` is what it brings, None means anything. `per_second` and `burst` say how often it may
    come. `queue`, `line` and `reason` are those of its contacts where it says none itself.
    `address` is the mailbox of one that brings e-mail."""

    code: str
    label: str
    kind: str | None = None
    enabled: bool = True
    per_second: float = 500.0
    burst: int = 10_000
    queue: str | None = None
    line: str | None = None
    reason: str | None = None
    address: str | None = None
    version: int = 1

    def admit(self, channel: Channel) -> None:
        """Raises SystemIsDisabled, WrongDoor."""
        if not self.enabled:
            raise SystemIsDisabled(f"The channel {self.code} is disabled.", channel=self.code)
        if self.kind not in (None, channel.value):
            raise WrongDoor(f"The channel {self.code} brings {self.kind}.", channel=self.code)


@dataclass(frozen=True, slots=True)
class ChannelKey:
    """A key, or a secret to sign with. By its digest it is recognised; nobody can read it any more.
    Without an end it goes on."""

    id: UUID
    system: str
    digest: bytes
    created_at: datetime
    expires_at: datetime | None = None

    def is_good(self, now: datetime) -> bool:
        """Whether it opens a door."""
        return self.expires_at is None or now < self.expires_at


def make_room(keys: list[ChannelKey], overlap: timedelta, now: datetime) -> dict[UUID, datetime]:
    """When each of these keys is to end so that another one can come: the newest goes on for a
    while, older ones end at once."""
    good = sorted((key for key in keys if key.is_good(now)), key=lambda key: key.created_at)
    ends = {key.id: now for key in good[: -(MOST_KEYS - 1)]}
    return ends | {key.id: min(now + overlap, key.expires_at or now + overlap) for key in good[-1:]}
