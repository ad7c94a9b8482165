"""What the desk proposes for a customer, and what the customer becomes by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from chassis.errors import Conflict
from directory.domain.customer import Customer, Datum

Field = Literal["phone", "email", "address"]
State = Literal["open", "approved", "refused", "withdrawn"]

HOME = "Domicilio"
"""Under which word a home address stands among other data; services have their own addresses."""

_MOST = 10


class ProposalIsSettled(Conflict):
    """Somebody decided on it before, or the desk took it back; the facts say who and when."""

    code = "proposal-is-settled"


@dataclass(frozen=True)
class Proposed:
    """What a datum should become; `old` is what the desk had known."""

    new: str
    old: str | None = None


@dataclass(frozen=True)
class TakenOver:
    """Lists of a customer as they become."""

    phones: tuple[str, ...]
    emails: tuple[str, ...]
    contact_data: tuple[Datum, ...]


def taken_over(customer: Customer, proposed: Mapping[Field, Proposed]) -> TakenOver:
    """The new takes the place of the old one, or comes first where that is not known any more."""
    home = proposed.get("address")
    data = customer.contact_data
    if home is not None:
        others = [each for each in data if each.label != HOME]
        data = (Datum(HOME, home.new), *others)
    return TakenOver(
        phones=_with(customer.phones, proposed.get("phone")),
        emails=_with(customer.emails, proposed.get("email")),
        contact_data=data,
    )


def _with(known: Sequence[str], proposed: Proposed | None) -> tuple[str, ...]:
    if proposed is None:
        return tuple(known)
    if proposed.old in known:
        changed = [proposed.new if each == proposed.old else each for each in known]
    else:
        changed = [proposed.new, *known]
    return tuple(dict.fromkeys(changed))[:_MOST]
