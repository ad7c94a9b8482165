"""News of customers."""

from collections.abc import Sequence

from chassis.cloudevents import Received
from contracts.directory import CustomerChangedV1
from tickets.application.ports import Transaction
from tickets.application.projections import CustomerState
from tickets.domain.people import Requester


async def on_customer_changed(
    events: Sequence[Received[CustomerChangedV1]], tx: Transaction
) -> None:
    """Keep the newest state of each."""
    await tx.customers.keep([_state(event) for event in events])


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
