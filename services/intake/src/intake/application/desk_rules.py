"""The desk's settings as every contact meets them: remembered for seconds, not read for each."""

from dataclasses import dataclass
from typing import Protocol

from intake.domain.channel_rules import ChannelRules
from intake.domain.queues import Routes
from intake.domain.reasons import ReasonTree
from intake.domain.schedules import Hours


@dataclass(frozen=True, slots=True)
class DeskRules:
    """All of them at one moment."""

    reasons: ReasonTree
    hours: Hours
    routes: Routes
    channels: ChannelRules


class Rules(Protocol):
    """The rules in force."""

    async def now(self) -> DeskRules:
        """As they were at most some seconds ago, or when this process last changed them."""
