"""A session: somebody entered, from somewhere, and is in until it ends."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

Why = Literal["logged-out", "revoked", "token-reused", "password-changed", "account-closed"]
Means = Literal[
    "password",
    "password and code",
    "password and recovery code",
    "single sign-on",
    "single sign-on and code",
]


@dataclass(frozen=True)
class Lifetimes:
    """How long things last.

    `token` an access token, `idle` a session nobody uses, `longest` any session, `grace` the time
    in which a refresh token that was just used is answered as before.
    """

    token: timedelta
    idle: timedelta
    longest: timedelta
    grace: timedelta


@dataclass(frozen=True)
class Origin:
    """Where somebody comes from, for the eyes of the account's owner."""

    address: str
    agent: str


@dataclass(frozen=True)
class Session:
    """One open session. `proved_at`: when its owner last proved who they are."""

    id: UUID
    account_id: UUID
    proved_at: datetime
    idle_until: datetime
    expires_at: datetime
    means: Means
    origin: Origin


def opened(
    session_id: UUID,
    account_id: UUID,
    means: Means,
    origin: Origin,
    lifetimes: Lifetimes,
    now: datetime,
) -> Session:
    """A session that begins now."""
    return Session(
        id=session_id,
        account_id=account_id,
        proved_at=now,
        idle_until=now + lifetimes.idle,
        expires_at=now + lifetimes.longest,
        means=means,
        origin=origin,
    )
