"""News of tickets and customers, kept so that a request needs nobody else."""

from collections.abc import Sequence

from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts.directory import CustomerChangedV1
from contracts.tickets import (
    TicketAssignedV1,
    TicketCancelledV1,
    TicketClosedV1,
    TicketCustomerLinkedV1,
    TicketRegisteredV1,
    TicketReopenedV1,
)
from orders.application.complete_customers import complete_customers
from orders.application.ports import CustomerNews, TicketNews, TicketOwner, Transaction
from orders.domain.customer import Contract, KnownCustomer, TicketState


async def on_registered(events: Sequence[Received[TicketRegisteredV1]], tx: Transaction) -> None:
    await tx.tickets.register([_registered(event) for event in events])


async def on_linked(events: Sequence[Received[TicketCustomerLinkedV1]], tx: Transaction) -> None:
    await tx.tickets.update([_linked(event) for event in events])
    await complete_customers(tx, ticket_ids=[event.data.ticket_id for event in events])


async def on_assigned(events: Sequence[Received[TicketAssignedV1]], tx: Transaction) -> None:
    """Whose work it is now: they follow its orders."""
    await tx.tickets.update([_assigned(event) for event in events])


async def on_closed(events: Sequence[Received[TicketClosedV1]], tx: Transaction) -> None:
    """The ticket's orders live on; only what is shown of the ticket changes."""
    await tx.tickets.update([_moved(event, "closed") for event in events])


async def on_reopened(events: Sequence[Received[TicketReopenedV1]], tx: Transaction) -> None:
    await tx.tickets.update([_moved(event, "active") for event in events])


async def on_cancelled(events: Sequence[Received[TicketCancelledV1]], tx: Transaction) -> None:
    await tx.tickets.update([_moved(event, "cancelled") for event in events])


async def on_customers(events: Sequence[Received[CustomerChangedV1]], tx: Transaction) -> None:
    newest = {event.data.customer_id: event for event in events}
    await tx.customers.keep([_customer(event) for event in newest.values()])
    await complete_customers(tx, customer_ids=list(newest))


PROJECTIONS: tuple[Handles[Transaction], ...] = (
    Handles(TicketRegisteredV1, on_registered, repeatable=True),
    Handles(TicketCustomerLinkedV1, on_linked, repeatable=True),
    Handles(TicketAssignedV1, on_assigned, repeatable=True),
    Handles(TicketClosedV1, on_closed, repeatable=True),
    Handles(TicketReopenedV1, on_reopened, repeatable=True),
    Handles(TicketCancelledV1, on_cancelled, repeatable=True),
    Handles(CustomerChangedV1, on_customers, repeatable=True),
)


def _registered(event: Received[TicketRegisteredV1]) -> TicketNews:
    ticket = event.data
    return TicketNews(
        id=ticket.ticket_id,
        version=event.sequence or 0,
        state="active",
        number=ticket.number,
        customer_id=ticket.customer_id,
        customer_name=ticket.customer_name,
        customer_phone=ticket.customer_phone,
        city=ticket.city,
        owner=TicketOwner(ticket.area),
        registered_by=ticket.created_by,
    )


def _assigned(event: Received[TicketAssignedV1]) -> TicketNews:
    ticket = event.data
    owner = TicketOwner(ticket.area, ticket.account_id)
    return TicketNews(id=ticket.ticket_id, version=event.sequence or 0, owner=owner)


def _linked(event: Received[TicketCustomerLinkedV1]) -> TicketNews:
    ticket = event.data
    return TicketNews(
        id=ticket.ticket_id,
        version=event.sequence or 0,
        customer_id=ticket.customer_id,
        customer_name=ticket.customer_name,
        customer_phone=ticket.customer_phone,
        city=ticket.city,
    )


def _moved(
    event: Received[TicketClosedV1] | Received[TicketReopenedV1] | Received[TicketCancelledV1],
    state: TicketState,
) -> TicketNews:
    return TicketNews(id=event.data.ticket_id, version=event.sequence or 0, state=state)


def _customer(event: Received[CustomerChangedV1]) -> CustomerNews:
    customer = event.data
    contracts = tuple(
        Contract(
            id=contract.contract_id,
            address=contract.address,
            city=contract.city,
            ended=contract.state == "ended",
            latitude=contract.latitude,
            longitude=contract.longitude,
        )
        for contract in customer.contracts
    )
    known = KnownCustomer(
        id=customer.customer_id,
        number=customer.number,
        name=customer.name,
        national_id=customer.national_id,
        phones=tuple(customer.phones),
        contracts=contracts,
    )
    return CustomerNews(known, event.sequence or 0)
