"""Who does things to tickets, who owns them, and for whom they are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

ADMINISTRATOR = "administrator"
SUPERVISOR = "supervisor"
CUSTOMER = "customer"
USER_ROLES = frozenset({CUSTOMER, "employee"})
# Another system, which has a key.
API_KEY = "api-key"


class Person(Protocol):
    """Somebody who is asking, with what the rules need to know."""

    @property
    def account_id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def areas(self) -> frozenset[str]: ...
    @property
    def customer_id(self) -> UUID | None: ...
    def may(self, permission: str) -> bool: ...


def is_user(person: Person) -> bool:
    """Customers and non-technical employees: they see their own tickets, and public lines."""
    return person.role in USER_ROLES


@dataclass(frozen=True)
class Stamp:
    """Who did it, under which name, and when. Without an account it was the system."""

    account_id: UUID | None
    name: str | None
    at: datetime


def stamp_of(person: Person, at: datetime) -> Stamp:
    """The stamp of what this person does now."""
    return Stamp(person.account_id, person.name, at)


@dataclass(frozen=True)
class Account:
    """A member of staff, as far as tickets care."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Owner:
    """An area, and perhaps one person of it."""

    area: str
    account: Account | None = None

    def includes(self, person: Person) -> bool:
        """Whether it is theirs: the person's own or, where nobody is named, their area's."""
        if self.account is not None:
            return self.account.id == person.account_id
        return self.area in person.areas

    def is_under(self, person: Person) -> bool:
        """Whether the person supervises it: everything is under administrators, and what belongs
        to their areas under supervisors (B22)."""
        if person.role == ADMINISTRATOR:
            return True
        return person.role == SUPERVISOR and self.area in person.areas


@dataclass(frozen=True)
class Requester:
    """What is known of the one who asks for help."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    city: str | None = None

    def filled_from(self, other: "Requester") -> "Requester":
        """This, with its gaps filled by the other."""
        return Requester(
            name=self.name or other.name,
            phone=self.phone or other.phone,
            email=self.email or other.email,
            city=self.city or other.city,
        )
