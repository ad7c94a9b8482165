"""News of customers."""

from collections.abc import Sequence

from chassis.cloudevents import Received
from contracts.directory import CustomerChangedV1
from tickets.application.customer_book import Profile, Service, Unit, digits_of
from tickets.application.ports import Transaction
from tickets.application.projections import CustomerState
from tickets.domain.people import Requester


async def on_customer_changed(
    events: Sequence[Received[CustomerChangedV1]], tx: Transaction
) -> None:
    """Keep the newest state of each."""
    await tx.customers.keep([_state(event) for event in events])
    await tx.book.keep([_profile(event) for event in events])


def _profile(event: Received[CustomerChangedV1]) -> Profile:
    customer = event.data
    return Profile(
        customer_id=customer.customer_id,
        version=event.sequence or 0,
        number=customer.number,
        name=customer.name,
        national_id=digits_of(customer.national_id),
        phones=tuple(customer.phones),
        emails=tuple(customer.emails),
        services=tuple(
            Service(each.contract_id, each.number, each.plan, each.state, each.address, each.city)
            for each in customer.contracts
        ),
        units=tuple(
            Unit(
                serial=each.serial,
                item_number=each.item_number,
                kind=each.kind,
                warranty_until=each.warranty_until,
                contract_id=each.contract_id,
            )
            for each in customer.units
        ),
        merged_into=customer.merged_into,
    )


def _state(event: Received[CustomerChangedV1]) -> CustomerState:
    customer = event.data
    known = Requester(
        name=customer.name,
        phone=next(iter(customer.phones), None),
        email=next(iter(customer.emails), None),
        city=_city(customer),
    )
    return CustomerState(customer.customer_id, event.sequence or 0, customer.number, known)


def _city(customer: CustomerChangedV1) -> str | None:
    """Where the service is: of an active contract if there is one."""
    ranked = sorted(customer.contracts, key=lambda contract: contract.state != "active")
    return ranked[0].city if ranked else None
