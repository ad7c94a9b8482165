"""Whom an order is for: filled in from what is known of its ticket and its customer."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from chassis.errors import Invalid

TicketState = Literal["active", "closed", "cancelled"]


@dataclass(frozen=True)
class KnownTicket:
    """What this service remembers of a ticket."""

    id: UUID
    number: int
    state: TicketState
    customer_id: UUID | None = None
    customer_name: str | None = None
    customer_phone: str | None = None
    city: str | None = None


@dataclass(frozen=True)
class Contract:
    """One service of a customer at one address; coordinates are degrees, WGS 84."""

    id: UUID
    address: str
    city: str
    ended: bool = False
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class KnownCustomer:
    """What this service remembers of a customer. The first phone is the preferred one."""

    id: UUID
    number: str
    name: str
    national_id: str
    phones: tuple[str, ...]
    contracts: tuple[Contract, ...]


@dataclass(frozen=True)
class Customer:
    """The customer as the order knows them; whatever is unknown is None."""

    id: UUID | None = None
    number: str | None = None
    name: str | None = None
    national_id: str | None = None
    phone: str | None = None
    address: str | None = None
    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """What a visit needs and nobody knows, by field name."""
        needed = {"customer_name": self.name, "address": self.address, "phone": self.phone}
        return tuple(name for name, value in needed.items() if not value)

    def completed_by(self, newer: "Customer") -> "Customer":
        """The same, with gaps filled; nothing that is known is overwritten."""
        if self.id is not None and newer.id not in (None, self.id):
            return self
        if self.address is None:
            # Address, city and coordinates belong together: they come from one contract or none.
            place = ("address", "city", "latitude", "longitude")
            found = replace(self, **{name: getattr(newer, name) for name in place})
        else:
            found = self
        gaps = ("id", "number", "name", "national_id", "phone")
        return replace(found, **{n: getattr(newer, n) for n in gaps if getattr(found, n) is None})


def customer_of(
    ticket: KnownTicket, customer: KnownCustomer | None, contract_id: UUID | None = None
) -> Customer:
    """The order's customer; Invalid if the contract asked for is not the customer's."""
    if customer is None:
        if contract_id is not None:
            raise Invalid(
                "The ticket's customer is not known, so no contract can be chosen.",
                code="unknown-contract",
            )
        return Customer(
            id=ticket.customer_id,
            name=ticket.customer_name,
            phone=ticket.customer_phone,
            city=ticket.city,
        )
    contract = _chosen(customer, ticket.city, contract_id)
    return Customer(
        id=customer.id,
        number=customer.number,
        name=customer.name,
        national_id=customer.national_id,
        phone=ticket.customer_phone or next(iter(customer.phones), None),
        address=contract.address if contract else None,
        city=contract.city if contract else ticket.city,
        latitude=contract.latitude if contract else None,
        longitude=contract.longitude if contract else None,
    )


def _chosen(customer: KnownCustomer, city: str | None, wanted: UUID | None) -> Contract | None:
    """The contract asked for; else a running one, in the ticket's city if there is one there."""
    if wanted is not None:
        for contract in customer.contracts:
            if contract.id == wanted:
                return contract
        raise Invalid("The customer has no such contract.", code="unknown-contract")
    ranked = sorted(customer.contracts, key=lambda c: (c.ended, not _same(c.city, city)))
    return next(iter(ranked), None)


def _same(one: str, other: str | None) -> bool:
    return other is not None and one.casefold() == other.casefold()
