"""How far somebody sees: everything, their areas, what is theirs to do, or their own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

SEE_ALL = "scope.all"
SEE_AREA = "scope.area"
KEY_ROLE = "api-key"
"""What stands where people have a role, when another system enters with a key."""


class Reach(StrEnum):
    """From the widest to the narrowest. The system's own is for work that nobody asked for."""

    SYSTEM = "system"
    ALL = "all"
    AREA = "area"
    ASSIGNED = "assigned"
    OWN = "own"
    NOTHING = "nothing"

    @property
    def is_whole(self) -> bool:
        """Whether every row is seen."""
        return self in (Reach.SYSTEM, Reach.ALL)

    def is_wider_than(self, other: "Reach") -> bool:
        """Whether more is seen with this than with the other, the areas being the same."""
        order = list(Reach)
        return order.index(self) < order.index(other)


class Who(Protocol):
    """Somebody who is asking."""

    @property
    def account_id(self) -> UUID: ...
    @property
    def role(self) -> str: ...
    @property
    def areas(self) -> frozenset[str]: ...
    @property
    def customer_id(self) -> UUID | None: ...
    def may(self, permission: str) -> bool: ...


_OF_ROLE: Mapping[str, Reach] = {
    "administrator": Reach.ALL,
    # Whoever calls may ask about any of their tickets: the desk must find them (D04, D28).
    "operator": Reach.ALL,
    "supervisor": Reach.AREA,
    "technician": Reach.ASSIGNED,
    "customer": Reach.OWN,
    "employee": Reach.OWN,
    KEY_ROLE: Reach.AREA,
}


def reach_of(actor: Who) -> Reach:
    """How far this actor sees; a key without areas sees what it made itself."""
    reach = reach_with(actor.role, actor.may)
    # Some rows belong to every area: they are not for a key of somebody who does not see them.
    if actor.role == KEY_ROLE and reach is Reach.AREA and not actor.areas:
        return Reach.OWN
    return reach


def reach_with(role: str, may: Callable[[str], bool]) -> Reach:
    """A role's own reach, or what a permission granted to a member of staff widens it to.

    A role nobody knows reaches nothing.
    """
    reach = _OF_ROLE.get(role, Reach.NOTHING)
    if reach in (Reach.AREA, Reach.ASSIGNED):
        if may(SEE_ALL):
            return Reach.ALL
        if may(SEE_AREA):
            return Reach.AREA
    return reach


@dataclass(frozen=True)
class Scope:
    """How far a transaction sees, as PostgreSQL is told."""

    reach: Reach
    account_id: UUID | None = None
    areas: frozenset[str] = frozenset()
    customer_id: UUID | None = None

    @classmethod
    def of(cls, actor: Who) -> "Scope":
        """What this actor sees."""
        return cls(reach_of(actor), actor.account_id, actor.areas, actor.customer_id)

    @property
    def settings(self) -> tuple[str, str, str, str]:
        """Reach, account, areas as the text of an array, customer; empty where there is none."""
        areas = ",".join(f'"{_escaped(area)}"' for area in sorted(self.areas))
        return (
            self.reach.value,
            str(self.account_id or ""),
            f"{{{areas}}}",
            str(self.customer_id or ""),
        )


def _escaped(area: str) -> str:
    return area.replace("\\", "\\\\").replace('"', '\\"')


WHOLE = Scope(Reach.SYSTEM)
NOTHING = Scope(Reach.NOTHING)
