"""What the desk proposes for a customer, and what the customer becomes by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from chassis.errors import Conflict, Invalid
from directory.domain.customer import Customer, Datum

Field = Literal["phone", "email", "address"]
State = Literal["open", "approved", "refused", "withdrawn"]

HOME = "Domicilio"
"""Under which word a home address stands among other data; services have their own addresses."""

_MOST = 10


class ProposalIsSettled(Conflict):
    """Somebody decided on it before, or the desk took it back; the facts say who and when."""

    code = "proposal-is-settled"


class NoRoomForMore(Invalid):
    """What is proposed would be one more than a customer may have, and none of theirs goes for it;
    the facts say of what, and how many there may be."""

    code = "no-room-for-more"


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
    """The new takes the place of the old one, or comes first where that is not known any more.

    NoRoomForMore: nothing of the customer's is dropped for it.
    """
    home = proposed.get("address")
    data = customer.contact_data
    if home is not None:
        others = [each for each in data if each.label != HOME]
        data = (Datum(HOME, home.new), *others)
    return TakenOver(
        phones=_with(customer.phones, "phone", proposed),
        emails=_with(customer.emails, "email", proposed),
        contact_data=data,
    )


def _with(
    known: Sequence[str], field: Field, all_proposed: Mapping[Field, Proposed]
) -> tuple[str, ...]:
    proposed = all_proposed.get(field)
    if proposed is None:
        return tuple(known)
    if proposed.old in known:
        changed = [proposed.new if each == proposed.old else each for each in known]
    else:
        changed = [proposed.new, *known]
    becomes = tuple(dict.fromkeys(changed))
    if len(becomes) > _MOST:
        raise NoRoomForMore(
            f"This customer has {_MOST} of these; take one away first.", field=field, most=_MOST
        )
    return becomes
