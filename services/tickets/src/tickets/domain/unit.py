"""The device a ticket is about."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Unit:
    """As it was known when it was identified (D14): a ticket shows what counted then, whatever is
    changed or sold later."""

    serial: str
    item_number: str | None
    kind: str | None
    warranty_until: date | None
    known_at: datetime

    def is_same(self, other: "Unit | None") -> bool:
        """Whether it says the same, whenever it was looked up."""
        return other is not None and _facts(self) == _facts(other)


def _facts(unit: Unit) -> tuple[object, ...]:
    return unit.serial, unit.item_number, unit.kind, unit.warranty_until
