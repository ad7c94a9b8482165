"""What administrators keep: catalogues whose things have a code that stays and a version."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol, TypeVar

from chassis.errors import OutOfDate


class Setting(Protocol):
    """A frozen dataclass; one that is not active any more is left where it is used."""

    @property
    def code(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def version(self) -> int: ...


S = TypeVar("S", bound=Setting)


class Kept(Protocol[S]):
    """The things of one catalogue. Each change is written into the audit."""

    async def all(self) -> list[S]:
        """In the order of their codes, also those that are not active."""
        ...

    async def get(self, code: str) -> S:
        """One, locked; raises NotFound."""
        ...

    async def add(self, setting: S) -> None:
        """Raises Conflict where the code is taken, also by one that is not active."""
        ...

    async def save(self, setting: S) -> None:
        """The next version of one that was got."""
        ...


async def change(kept: Kept[S], code: str, seen: int, changed: Callable[[S], S]) -> S:
    """It as it is now. Raises NotFound, OutOfDate where `seen` is not its version."""
    before = await kept.get(code)
    if before.version != seen:
        raise OutOfDate("Somebody changed this in between.", version=before.version)
    after = changed(before)
    if after == before:
        return before
    after = replace(after, version=before.version + 1)  # type: ignore[type-var]
    await kept.save(after)
    return after


async def switch_off(kept: Kept[S], code: str, seen: int) -> S:
    """Not chosen any more from now on; what has it keeps it. Raises NotFound, OutOfDate."""
    return await change(kept, code, seen, lambda before: replace(before, active=False))  # type: ignore[type-var]
