"""Who attends a contact, and how attending it ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from intake.domain.errors import ClaimLapsed, ContactIsNotYours

ReleaseReason = Literal["operator", "supervisor", "lease-expired", "transfer"]


@dataclass(frozen=True, slots=True)
class Operator:
    """A person at the desk."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One operator, and nobody else, since then. It lasts `until` its lease ends; for ever where
    there is none."""

    holder: Operator
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """How the claim of `holder` ended while the contact did not. `by` is nobody where it lapsed."""

    holder: Operator
    at: datetime
    reason: ReleaseReason
    by: Operator | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """`by` is nobody where the end of the ticket ended the contact."""

    at: datetime
    by: UUID | None
    outcome: str


def last_holder(claim: Claim | None, release: Release | None) -> Operator | None:
    """Who attends a contact, or did last."""
    last = claim or release
    return last.holder if last else None


def not_held_by(
    operator: Operator, claim: Claim | None, release: Release | None
) -> ContactIsNotYours:
    """Why this operator may not do what only a holder may, as precisely as it is known."""
    holder = claim.holder.name if claim else None
    since = claim.at if claim else None
    if release is None or release.holder.id != operator.id:
        return ContactIsNotYours(holder, since)
    if release.reason == "lease-expired":
        return ClaimLapsed(holder, since, lapsed_at=release.at)
    by = release.by.name if release.by else None
    return ContactIsNotYours(
        holder, since, ended_at=release.at, ended_by=by, reason=release.reason, note=release.note
    )
