"""An area: a team that owns tickets and orders."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from chassis.errors import Invalid


class UnknownArea(Invalid):
    """No area that takes new members has this code."""

    code = "unknown-area"


@dataclass(frozen=True)
class Area:
    """One state of an area. Its code never changes, since tickets, orders and accounts hold it;
    one that is not active any more only takes nobody new."""

    code: str
    name: str
    active: bool = True
    version: int = 1

    def changed(self, name: str | None, active: bool | None) -> "Area":
        """The next state, or itself where nothing is different."""
        after = replace(
            self, name=name or self.name, active=self.active if active is None else active
        )
        return self if after == self else replace(after, version=self.version + 1)


def check_new(joined: Iterable[str], active: Iterable[str]) -> None:
    """UnknownArea unless all areas somebody joins take new members."""
    if unknown := sorted({*joined} - {*active}):
        raise UnknownArea(f"There is no area {unknown[0]} to be in.", area=unknown[0])
