"""Offers as the use-cases see them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from intake.domain.offers import Candidate, Waiting

OfferState = Literal["open", "accepted", "refused", "expired", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Offer:
    """One operator was asked to take one contact. `is_in_time` by the database's clock, as timers
    are."""

    id: UUID
    contact_id: UUID
    queue: str
    account_id: UUID
    state: OfferState
    expires_at: datetime
    is_in_time: bool


@dataclass(frozen=True, slots=True)
class NewOffer:
    """What somebody is asked now."""

    contact_id: UUID
    queue: str
    account_id: UUID
    until: datetime


class Offers(Protocol):
    """Whoever changes an offer has locked its contact before, so that nobody waits in a circle."""

    async def wake(self) -> None:
        """Have the waiting offered soon; the only round there is goes on by itself."""

    async def candidates(self) -> list[Candidate]:
        """Who is on duty and may take contacts."""

    async def waiting(
        self, queues: Collection[str], available: Collection[UUID], limit: int
    ) -> list[Waiting]:
        """Free contacts that one of these was not asked for yet, the most urgent first."""

    async def add(self, offers: Sequence[NewOffer]) -> None:
        """Each ends by itself at its time, if it is not answered."""

    async def find(self, offer_id: UUID) -> Offer | None:
        """One offer, not locked."""

    async def lock(self, offer_id: UUID) -> Offer:
        """One that was found, as it is now."""

    async def settle(self, offer_id: UUID, state: OfferState) -> None:
        """How a locked one ended."""

    async def open_to(self, account_id: UUID) -> list[Offer]:
        """What somebody is asked now, the oldest first."""
