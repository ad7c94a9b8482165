"""Categories: the problems and the requirements that tickets can be about (B13, B14)."""

from dataclasses import dataclass
from enum import StrEnum

from chassis.errors import Invalid
from tickets.domain.people import CUSTOMER, Person


class Kind(StrEnum):
    """Something does not work, which makes the ticket an incident; or somebody wants something."""

    PROBLEM = "problem"
    REQUIREMENT = "requirement"


class UnknownCategory(Invalid):
    """Nobody can choose a category with this code, or not this person for this area."""

    code = "unknown-category"


@dataclass(frozen=True)
class Category:
    """No areas mean all of them (B32). Its code never changes, since tickets hold it; one that is
    not active any more is only not chosen for new ones (B15)."""

    code: str
    kind: Kind
    name: str
    areas: tuple[str, ...] = ()
    for_customers: bool = True
    active: bool = True
    version: int = 1

    def is_of(self, area: str | None) -> bool:
        """Whether tickets of this area can be about it; None is any."""
        return area is None or not self.areas or area in self.areas

    def is_shown_to(self, person: Person) -> bool:
        """Customers are not shown what is not for them (E24)."""
        return self.for_customers or person.role != CUSTOMER


def require_choosable(category: Category | None, code: str, area: str, person: Person) -> Category:
    """It. Raises UnknownCategory unless this person can say that a ticket of this area is about
    it."""
    is_open = category is not None and category.active and category.is_of(area)
    if category is None or not is_open or not category.is_shown_to(person):
        raise UnknownCategory("No ticket of this area can be about this.", category=code)
    return category
