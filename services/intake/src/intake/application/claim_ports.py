"""What the use-cases of claims need of the outside."""

from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from intake.domain.claim import Operator
from intake.domain.contact import Contact
from intake.domain.draft import Draft, DraftTexts


class Leases(Protocol):
    """How long claims last, and what frees those that nobody renewed."""

    @property
    def length(self) -> timedelta:
        """From a take, or any other sign of the holder's life."""

    @property
    def transferred(self) -> timedelta:
        """Until the first sign of life of whoever was handed a contact."""

    async def seize(self, contact_id: UUID) -> Contact | None:
        """One contact, to see whether its claim lapsed; None if somebody is busy with it."""

    async def extend(self, contact_id: UUID, holder_id: UUID, now: datetime) -> None:
        """A sign of life of the holder; nothing if it is not theirs, or not any more."""

    async def watch(self, contact_id: UUID, at: datetime) -> None:
        """Look then whether the claim has lapsed."""


class Operators(Protocol):
    """The colleagues."""

    async def find(self, account_id: UUID) -> Operator | None:
        """Somebody who may attend contacts, if this is somebody's account who can."""

    async def work_in(self, area: str) -> bool:
        """Whether anybody works in this area."""


class Drafts(Protocol):
    """What holders had not finished writing."""

    async def of(self, contact_id: UUID) -> Draft | None:
        """What was saved last, if anything was."""

    async def keep(
        self, contact_id: UUID, texts: DraftTexts, operator: Operator, now: datetime
    ) -> Draft:
        """Instead of what was saved before; with a version of its own."""

    async def drop(self, contact_id: UUID) -> None:
        """There is none any more."""
