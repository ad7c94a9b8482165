"""What those who run the desk set: reasons, hours, queues, operators."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from chassis.errors import OutOfDate
from intake.domain.channel_rules import ChannelRule
from intake.domain.queues import Profile, Queue
from intake.domain.reasons import Reason
from intake.domain.schedules import Holiday, Schedule


class Setting(Protocol):
    """Something with a code that stays and a version that grows; a frozen dataclass."""

    @property
    def code(self) -> str: ...
    @property
    def version(self) -> int: ...


S = TypeVar("S", bound=Setting)


class Kept(Protocol[S]):
    """The settings of one kind. Each change is written into the audit."""

    async def all(self) -> list[S]:
        """In the order of their codes."""

    async def get(self, code: str) -> S:
        """One, locked; raises NotFound."""

    async def add(self, setting: S) -> None:
        """Raises Conflict where the code is taken."""

    async def save(self, setting: S) -> None:
        """The next version of one that was got."""

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


async def change(kept: Kept[S], code: str, seen: int, changed: Callable[[S], S]) -> S:
    """The setting as it is now. Raises NotFound, OutOfDate where `seen` is not its version."""
    before = await kept.get(code)
    if before.version != seen:
        raise OutOfDate("Somebody changed this in between.", version=before.version)
    after = changed(before)
    if after == before:
        return before
    after = replace(after, version=before.version + 1)  # type: ignore[type-var]
    await kept.save(after)
    return after


async def remove(kept: Kept[S], code: str, seen: int) -> None:
    """Gone for good. Raises NotFound, OutOfDate."""
    before = await kept.get(code)
    if before.version != seen:
        raise OutOfDate("Somebody changed this in between.", version=before.version)
    await kept.remove(code)
