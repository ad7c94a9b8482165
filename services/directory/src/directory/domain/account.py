"""An account: somebody who may enter, and as what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from chassis.errors import Conflict, Invalid
from chassis.reach import Reach, reach_with
from directory.domain.permissions import GrantedAndRefused, effective, known
from directory.domain.roles import EMPLOYEES, Role


class CustomerRequired(Invalid):
    """The account of a customer must say which one."""

    code = "customer-required"


class CustomerNotExpected(Invalid):
    """Only the account of a customer belongs to one."""

    code = "customer-not-expected"


class NoEmployee(Invalid):
    """Single permissions are an employee's: administrators have all, customers their own."""

    code = "grants-are-for-employees"


class LastAdministrator(Conflict):
    """Nobody would be left to let anybody in."""

    code = "last-administrator"


@dataclass(frozen=True)
class Changes:
    """What should become different; None leaves it as it is."""

    name: str | None = None
    email: str | None = None
    role: Role | None = None
    areas: Iterable[str] | None = None
    active: bool | None = None
    customer_id: UUID | None = None


@dataclass(frozen=True)
class Account:
    """One state of an account; its `version` counts its states from 1."""

    id: UUID
    login: str
    name: str
    email: str
    role: Role
    areas: tuple[str, ...]
    active: bool
    customer_id: UUID | None
    version: int
    granted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def permissions(self) -> list[str]:
        """What it may do, in a stable order."""
        return sorted(effective(self.role, self.granted, self.refused))

    @property
    def powers(self) -> frozenset[str]:
        """What it may do now: nothing while it is switched off."""
        return frozenset(self.permissions) if self.active else frozenset()

    @property
    def reach(self) -> Reach:
        """How far it sees, or would see if it were not switched off."""
        return reach_with(self.role, frozenset(self.permissions).__contains__)

    @property
    def is_administrating(self) -> bool:
        """Whether it can let others in, as what they like."""
        return self.active and self.role is Role.ADMINISTRATOR

    def checked(self) -> "Account":
        """Itself, if its parts fit each other."""
        if self.role is Role.CUSTOMER and self.customer_id is None:
            raise CustomerRequired("A customer's account needs the customer's number.")
        if self.role is not Role.CUSTOMER and self.customer_id is not None:
            raise CustomerNotExpected("Only a customer's account belongs to a customer.")
        if self.role not in EMPLOYEES and (self.granted or self.refused):
            raise NoEmployee("Single permissions are granted and refused to employees.")
        return self

    def changed(self, changes: Changes) -> "Account":
        """The next state, or itself where nothing is different."""
        role = changes.role or self.role
        customer_id = changes.customer_id
        if customer_id is None and role is Role.CUSTOMER:
            customer_id = self.customer_id
        after = replace(
            self,
            name=changes.name or self.name,
            email=changes.email or self.email,
            role=role,
            areas=self.areas if changes.areas is None else ordered(changes.areas),
            active=self.active if changes.active is None else changes.active,
            customer_id=customer_id,
            # From one employee's role to another, what was granted and refused stays.
            granted=self.granted if role in EMPLOYEES else (),
            refused=self.refused if role in EMPLOYEES else (),
        ).checked()
        return self._next(after)

    def allowed(self, granted: Iterable[str], refused: Iterable[str]) -> "Account":
        """The next state, with exactly these grants and refusals; or itself."""
        given, taken = known(granted), known(refused)
        if both := sorted({*given} & {*taken}):
            raise GrantedAndRefused(f"{both[0]} cannot be both.", permission=both[0])
        return self._next(replace(self, granted=given, refused=taken).checked())

    def told_again(self) -> "Account":
        """The next state, in which only the catalogue is different."""
        return replace(self, version=self.version + 1)

    def _next(self, after: "Account") -> "Account":
        return self if after == self else replace(after, version=self.version + 1)


def ordered(areas: Iterable[str]) -> tuple[str, ...]:
    """Areas without repetition, in a stable order."""
    return tuple(sorted(set(areas)))


def as_login(text: str) -> str:
    """A login as it is kept: how it is written in capitals does not matter."""
    return text.strip().lower()
