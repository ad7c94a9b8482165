"""What those who run the desk set: reasons, hours, queues, operators."""

from typing import Protocol

from chassis.kept import Kept as KeptAnywhere
from chassis.kept import S, check_seen
from intake.domain.channel_rules import ChannelRule
from intake.domain.queues import Profile, Queue
from intake.domain.reasons import Reason
from intake.domain.schedules import Holiday, Schedule


class Kept(KeptAnywhere[S], Protocol[S]):
    """The settings of one kind."""

    async def remove(self, code: str) -> None:
        """One that was got."""


class DeskSettings(Protocol):
    """All kinds."""

    @property
    def channels(self) -> Kept[ChannelRule]: ...
    @property
    def reasons(self) -> Kept[Reason]: ...
    @property
    def schedules(self) -> Kept[Schedule]: ...
    @property
    def holidays(self) -> Kept[Holiday]: ...
    @property
    def queues(self) -> Kept[Queue]: ...
    @property
    def profiles(self) -> Kept[Profile]: ...


async def remove(kept: Kept[S], code: str, seen: int) -> None:
    """Gone for good. Raises NotFound, OutOfDate."""
    before = await kept.get(code)
    check_seen(seen, before.version)
    await kept.remove(code)
