"""A customer as the desk knows it: a copy of what `directory` tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from intake.domain.facts import Facts
from intake.domain.wording import folded


@dataclass(frozen=True, slots=True)
class Service:
    """One of the customer's contracts, which a contact may be about."""

    contract_id: UUID
    number: str
    plan: str
    state: str
    address: str
    city: str


class Identity(NamedTuple):
    """What a contact keeps of its customer. `city` is where their services are; where that is more
    than one city, it is not known, and `services` are those to choose from."""

    id: UUID
    name: str
    city: str | None
    services: tuple[Service, ...] = ()

    def placed(self, facts: Facts) -> Facts:
        """The city is that of the service chosen at the portal; else, if they have a service in the
        one that was named, it is written as the company writes it."""
        cities = [each.city for each in self.services if each.number == facts.contract_number]
        if not cities and facts.city not in (None, self.city):
            said = folded(facts.city)
            known = (self.city, *(each.city for each in self.services))
            cities = [each for each in known if each and folded(each) == said]
        return facts._replace(city=cities[0]) if cities else facts


@dataclass(frozen=True, slots=True)
class Customer:
    """`national_id` and `phones` as they can be compared; `cities` of the contracts that run.
    One that is `merged_into` another is that other."""

    id: UUID
    number: str
    name: str
    national_id: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    cities: tuple[str, ...]
    services: tuple[Service, ...] = ()
    merged_into: UUID | None = None

    @property
    def identity(self) -> Identity:
        """What a contact keeps of it."""
        if len(self.cities) == 1:
            return Identity(self.id, self.name, self.cities[0])
        return Identity(self.id, self.name, None, self.services)

    def service(self, contract_id: UUID | None) -> Service | None:
        """The service under this contract, if it is one of theirs."""
        found = (each for each in self.services if each.contract_id == contract_id)
        return next(found, None)

    @property
    def phone(self) -> str | None:
        """Where to call first."""
        return self.phones[0] if self.phones else None

    @property
    def email(self) -> str | None:
        """Where to write first."""
        return self.emails[0] if self.emails else None


Owners = Mapping[str, Identity]
"""Customers by their national ids, and by their numbers (`number_key`)."""


def owner_of(facts: Facts, owners: Owners) -> Identity | None:
    """The customer that what is known of a contact leads to."""
    found = (owners[key] for key in facts.owner_keys if key in owners)
    return next(found, None)
