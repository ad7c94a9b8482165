"""Catalogues whose things are switched off, not deleted: they stay where they are used."""

from dataclasses import replace
from typing import Protocol, TypeVar

from chassis.kept import Kept, Setting, change


class Switchable(Setting, Protocol):
    """A setting that can be switched off."""

    @property
    def active(self) -> bool: ...


S = TypeVar("S", bound=Switchable)


async def switch_off(kept: Kept[S], code: str, seen: int) -> S:
    """Not chosen any more from now on; what has it keeps it. Raises NotFound, OutOfDate."""
    return await change(kept, code, seen, lambda before: replace(before, active=False))  # type: ignore[type-var]
