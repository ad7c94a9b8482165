"""Things that administrators keep: each has a code that stays and a version that grows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from chassis.errors import OutOfDate


class Setting(Protocol):
    """Something with a code that stays and a version that grows; a frozen dataclass."""

    @property
    def code(self) -> str: ...
    @property
    def version(self) -> int: ...


S = TypeVar("S", bound=Setting)


class Kept(Protocol[S]):
    """The things of one kind. Each change is written into the audit."""

    async def all(self) -> list[S]:
        """In the order of their codes."""

    async def get(self, code: str) -> S:
        """One, locked; raises NotFound."""

    async def add(self, setting: S) -> None:
        """Raises Conflict where the code is taken."""

    async def save(self, setting: S) -> None:
        """The next version of one that was got."""


def check_seen(seen: int | None, version: int) -> None:
    """OutOfDate unless this is the version that was read; None is whatever stands there."""
    if seen is not None and seen != version:
        raise OutOfDate("Somebody changed this in between.", version=version)


async def change(kept: Kept[S], code: str, seen: int, changed: Callable[[S], S]) -> S:
    """It as it is now. Raises NotFound, OutOfDate where `seen` is not its version."""
    before = await kept.get(code)
    check_seen(seen, before.version)
    after = changed(before)
    if after == before:
        return before
    after = replace(after, version=before.version + 1)  # type: ignore[type-var]
    await kept.save(after)
    return after
