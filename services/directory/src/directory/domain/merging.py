"""Several customers that turned out to be one.

Each keeps its own record, which its source goes on telling about; only what is shown and told of
the one that stays is made of all of them. So a merge can be undone at any time, and nothing is
lost.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from chassis.errors import Conflict
from directory.domain.customer import Contract, Customer, Datum, Unit

T = TypeVar("T")


class CannotMerge(Conflict):
    """One of the two is part of a merge already, or they are the same."""

    code = "cannot-merge"


@dataclass(frozen=True)
class Service:
    """A contract with its id, which does not change by merging."""

    id: UUID
    owner: UUID
    contract: Contract


@dataclass(frozen=True)
class OwnedUnit:
    """A device with its id and the contract it serves."""

    id: UUID
    contract_id: UUID | None
    unit: Unit


@dataclass(frozen=True)
class Whole:
    """A customer with those merged into it."""

    main: Customer
    others: tuple[Customer, ...] = ()

    @property
    def all(self) -> tuple[Customer, ...]:
        """The one that stays first."""
        return (self.main, *self.others)

    @property
    def phones(self) -> list[str]:
        return _once(phone for each in self.all for phone in each.phones)

    @property
    def emails(self) -> list[str]:
        return _once(email for each in self.all for email in each.emails)

    @property
    def national_ids(self) -> list[str]:
        return _once(each.national_id.digits for each in self.all)

    @property
    def contact_data(self) -> list[Datum]:
        return _once(datum for each in self.all for datum in each.contact_data)

    @property
    def fax(self) -> str:
        return next((each.fax for each in self.all if each.fax), "")

    @property
    def services(self) -> list[Service]:
        return [
            Service(each.contract_id(contract.number), each.id, contract)
            for each in self.all
            for contract in each.contracts
        ]

    @property
    def units(self) -> list[OwnedUnit]:
        return [
            OwnedUnit(
                each.unit_id(unit),
                each.contract_id(unit.contract) if unit.contract else None,
                unit,
            )
            for each in self.all
            for unit in each.units
        ]


def check_merge(
    stays: UUID,
    goes: UUID,
    merged_into: UUID | None,
    stayer_merged: UUID | None,
    parts: Sequence[UUID],
) -> None:
    """Merges are one step deep, so that everybody sees at once who somebody is; CannotMerge."""
    if stays == goes:
        raise CannotMerge("These are the same customer.", code="same-customer")
    if merged_into is not None:
        raise CannotMerge("This customer was merged already.", merged_into=merged_into)
    if stayer_merged is not None:
        raise CannotMerge("Merge into the customer that stays.", merged_into=stayer_merged)
    if parts:
        raise CannotMerge(
            "Others were merged into this customer; merge those into the one that stays."
        )


def _once(values: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(values))
