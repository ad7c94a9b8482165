"""Who somebody may be, and whose a unit is: from this service's own copy of the customers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol
from uuid import UUID

from chassis.errors import Invalid, NotFound
from chassis.phones import phone_variants

Why = Literal["national-id", "phone", "email"]
Confidence = Literal["certain", "probable", "possible"]
_SEPARATORS = str.maketrans("", "", " .-/")


@dataclass(frozen=True)
class Service:
    """A contract of a customer: a ticket is about one of them."""

    contract_id: UUID
    number: str
    plan: str
    state: str
    address: str
    city: str


@dataclass(frozen=True)
class Unit:
    """A device of a customer."""

    serial: str
    item_number: str | None
    kind: str | None
    warranty_until: date | None
    contract_id: UUID | None


@dataclass(frozen=True)
class Profile:
    """A customer at this version, as far as is needed to recognise them."""

    customer_id: UUID
    version: int
    number: str
    name: str
    national_id: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    services: tuple[Service, ...]
    units: tuple[Unit, ...]
    merged_into: UUID | None


@dataclass(frozen=True)
class CustomerFound:
    """A customer who fits, why, how sure that is, and what they have in which city."""

    customer_id: UUID
    number: str
    name: str
    why: list[Why]
    services: list[Service]
    confidence: Confidence = "possible"


@dataclass(frozen=True)
class UnitFound:
    """A unit with its owner, its warranty and the contract it serves."""

    serial: str
    item_number: str | None
    kind: str | None
    warranty_until: date | None
    is_under_warranty: bool
    customer_id: UUID
    customer_number: str
    customer_name: str
    contract: Service | None


class Book(Protocol):
    """What is known of customers."""

    async def keep(self, profiles: Sequence[Profile]) -> None:
        """Keep each unless a newer one is known."""
        ...

    async def matching(
        self, national_id: str | None, phones: Sequence[str], emails: Sequence[str]
    ) -> Sequence[CustomerFound]:
        """Everybody who has one of these, and which."""
        ...

    async def units(self, serial: str) -> Sequence[tuple[Unit, CustomerFound]]:
        """Those with this serial: one, unless somebody wrote it down twice."""
        ...

    async def only_unit(self, contract_id: UUID) -> str | None:
        """The serial of a service's unit, where it has just one."""
        ...

    async def also(self, customer_id: UUID) -> Sequence[UUID]:
        """Who was merged into this customer."""
        ...


async def find_customers(
    phone: str | None, national_id: str | None, email: str | None, book: Book
) -> list[CustomerFound]:
    """The surest first. Invalid where nothing was said to look for."""
    if not (phone or national_id or email):
        raise Invalid("Say a phone, a national id or an e-mail.", code="nothing-to-look-for")
    found = await book.matching(
        digits_of(national_id) if national_id else None,
        phone_variants(phone) if phone else [],
        sorted({email, email.lower()}) if email else [],
    )
    rated = [replace(each, confidence=_confidence(each.why, found)) for each in found]
    order = ("certain", "probable", "possible")
    return sorted(rated, key=lambda each: order.index(each.confidence))


async def find_unit(serial: str, today: date, book: Book) -> list[UnitFound]:
    """Whose unit this is, and whether its warranty runs; NotFound."""
    found = await book.units(serial.strip().upper())
    if not found:
        raise NotFound("No unit has this serial number.", code="unit-not-found")
    return [_unit_found(unit, owner, today) for unit, owner in found]


def digits_of(national_id: str) -> str:
    """As it can be compared."""
    return national_id.translate(_SEPARATORS).lstrip("0")


def _unit_found(unit: Unit, owner: CustomerFound, today: date) -> UnitFound:
    contracts = [each for each in owner.services if each.contract_id == unit.contract_id]
    return UnitFound(
        serial=unit.serial,
        item_number=unit.item_number,
        kind=unit.kind,
        warranty_until=unit.warranty_until,
        is_under_warranty=unit.warranty_until is not None and today <= unit.warranty_until,
        customer_id=owner.customer_id,
        customer_number=owner.number,
        customer_name=owner.name,
        contract=contracts[0] if contracts else None,
    )


def _confidence(why: list[Why], found: Sequence[CustomerFound]) -> Confidence:
    """Two things that agree, or the only owner of a national id, leave no doubt."""
    is_alone = all(sum(reason in each.why for each in found) == 1 for reason in why)
    if len(why) > 1 or (why == ["national-id"] and is_alone):
        return "certain"
    return "probable" if is_alone or why == ["national-id"] else "possible"
