"""Two thousand customers. The first n are the same however many are asked for."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any, Literal

from local_stack.demo.data import identity, names, phones
from local_stack.demo.data.chance import chance, weighted
from local_stack.demo.data.equipment import equipment, unit
from local_stack.demo.data.places import CITIES, City, Country, Place, place_in

State = Literal["active", "suspended", "ended"]

_COMPANIES = 0.06
_WITH_EMAIL = 0.88
_WITH_LANDLINE = 0.35
_IN_TWO_CITIES = 0.05
_WITH_ENDED_SERVICE = 0.06
_STATES: tuple[tuple[State, float], ...] = (("active", 0.95), ("suspended", 0.05))
_PLANS = (
    ("Fibra 100", 0.25), ("Fibra 300", 0.38), ("Fibra 600", 0.2), ("Fibra 1000", 0.07),
    ("Cable 50 + TV", 0.1),
)  # fmt: skip
_COMPANY_PLANS = (("Empresas 300", 0.6), ("Empresas 1000 simétrico", 0.4))


@dataclass(frozen=True)
class Contract:
    """One service at one place."""

    number: str
    plan: str
    state: State
    place: Place


@dataclass(frozen=True)
class Customer:
    """The first contract is the one in use for longest."""

    number: str
    name: str
    kind: Literal["person", "company"]
    country: Country
    national_id: identity.NationalId
    phones: tuple[phones.Phone, ...]
    emails: tuple[str, ...]
    contracts: tuple[Contract, ...]

    @property
    def cities(self) -> tuple[str, ...]:
        """Where services run, in the order of contracts."""
        running = (c.place.city for c in self.contracts if c.state != "ended")
        return tuple(dict.fromkeys(running))

    def as_line(self) -> dict[str, Any]:
        """The customer as a line of an import."""
        return {
            "number": self.number,
            "name": self.name,
            "kind": self.kind,
            "national_id_kind": self.national_id.kind,
            "national_id": self.national_id.written,
            "country": self.country,
            "language": "es",
            "phones": [phone.written for phone in self.phones],
            "emails": list(self.emails),
            "contracts": [_contract_line(contract) for contract in self.contracts],
            "units": [
                unit(contract.number, contract.plan)
                for contract in self.contracts
                if contract.state != "ended"
            ],
        }


@lru_cache(maxsize=4)
def customers(count: int) -> tuple[Customer, ...]:
    """The first `count` customers; no two share a national id or a phone."""
    taken: set[str] = set()
    return tuple(_customer(number, taken) for number in range(1, count + 1))


def _customer(number: int, taken: set[str]) -> Customer:
    random = chance("customer", number)
    city = weighted(random, [(city, city.weight) for city in CITIES])
    is_company = random.random() < _COMPANIES
    name = (names.company if is_company else names.person)(city.country, random)
    return Customer(
        number=f"C{number:06}",
        name=name,
        kind="company" if is_company else "person",
        country=city.country,
        national_id=_national_id(city.country, random, taken, is_company=is_company),
        phones=tuple(_phones(city, random, taken)),
        emails=_emails(name, number, random),
        contracts=tuple(_contracts(number, city, random, is_company=is_company)),
    )


def _national_id(
    country: Country, random: Random, taken: set[str], *, is_company: bool
) -> identity.NationalId:
    while True:
        found = (identity.of_company if is_company else identity.of_person)(country, random)
        if found.digits not in taken:
            taken.add(found.digits)
            return found


def _phones(city: City, random: Random, taken: set[str]) -> Iterator[phones.Phone]:
    kinds = [phones.mobile, *([phones.landline] if random.random() < _WITH_LANDLINE else [])]
    for kind in kinds:
        phone = kind(city, random)
        while phone.e164 in taken:
            phone = kind(city, random)
        taken.add(phone.e164)
        yield phone


def _emails(name: str, number: int, random: Random) -> tuple[str, ...]:
    """Addresses of a domain that can never exist (RFC 2606)."""
    if random.random() >= _WITH_EMAIL:
        return ()
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(sign if sign.isalnum() else " " for sign in letters).split()
    return (f"{words[0]}.{words[-1]}{number}@correo.example",)


def _contracts(number: int, city: City, random: Random, *, is_company: bool) -> Iterator[Contract]:
    cities = [city]
    if random.random() < _IN_TWO_CITIES:
        cities.append(random.choice([c for c in CITIES if c.country == city.country and c != city]))
    ended = random.random() < _WITH_ENDED_SERVICE
    for place, where in enumerate([*cities, *([city] if ended else [])], start=1):
        is_past = place > len(cities)
        yield Contract(
            number=f"S{number:06}-{place}",
            plan=weighted(random, _COMPANY_PLANS if is_company else _PLANS),
            state="ended" if is_past else weighted(random, _STATES),
            place=place_in(where, random),
        )


def _contract_line(contract: Contract) -> dict[str, Any]:
    place = contract.place
    return {
        "number": contract.number,
        "plan": contract.plan,
        "state": contract.state,
        "address": place.address,
        "city": place.city,
        "node": place.node,
        "latitude": place.latitude,
        "longitude": place.longitude,
        **equipment(contract.number, contract.plan, place.node),
    }
