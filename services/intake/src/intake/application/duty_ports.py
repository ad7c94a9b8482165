"""Who is at the desk, and how busy they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from intake.domain.claim import Operator

DutyState = Literal["on", "away", "off"]


@dataclass(frozen=True, slots=True)
class Duty:
    """What an operator says of themselves; who says nothing for long is away. `expires_at` is
    when they are, and null once they are not on duty."""

    state: DutyState
    label: str
    since: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """An operator as colleagues see them. `holding` are the contacts they attend, `offered` what
    they have not answered yet; `version` is that of their profile, 0 where there is none."""

    account_id: UUID
    name: str
    duty: Duty
    queues: list[str]
    skills: list[str]
    capacity: int
    holding: int
    offered: int
    version: int


class Presence(Protocol):
    """Duty, as the operators say it."""

    async def say(self, operator: Operator, state: DutyState) -> Duty:
        """It holds for as long as a sign of life does; say it again to go on."""

    async def of(self, account_id: UUID) -> Duty:
        """Off duty is who never said anything."""

    async def colleagues(self, limit: int) -> list[Colleague]:
        """Whoever has said something or has a profile, those on duty first."""
