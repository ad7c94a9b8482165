"""What `tickets` tells: the desk's copy of them, and what that means for contacts."""

from collections.abc import Mapping, Sequence
from typing import Any

from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts import tickets as told
from contracts.ticket_contacts import TicketContactLinkedV1
from intake.application.follow_tickets import ClosedTicket, end_with_tickets
from intake.application.ports import TicketOfContact
from intake.application.ticket_ports import TicketNews
from intake.inbound.edge import EdgeTransaction, now
from intake.inbound.reports import believable

_STATES: Mapping[type[Any], str | None] = {
    told.TicketRegisteredV1: "registered",
    told.TicketAssignedV1: "assigned",
    told.TicketRecategorizedV1: None,
    told.TicketRetitledV1: None,
    told.TicketStartedV1: "in_progress",
    told.TicketCustomerLinkedV1: None,
    told.TicketFinishedV1: "finished",
    told.TicketClosedV1: "closed",
    told.TicketReopenedV1: "in_progress",
    told.TicketCancelledV1: "cancelled",
}
_FIELDS: Mapping[type[Any], Mapping[str, str]] = {
    told.TicketRegisteredV1: {
        "number": "number",
        "title": "title",
        "category": "category",
        "area": "area",
        "customer_id": "customer_id",
        "contact_id": "contact_id",
        "registered_by": "created_by",
    },
    told.TicketAssignedV1: {
        "area": "area",
        "account_id": "account_id",
        "account_name": "account_name",
    },
    told.TicketRecategorizedV1: {"category": "category"},
    told.TicketRetitledV1: {"title": "title"},
    told.TicketCustomerLinkedV1: {"customer_id": "customer_id"},
}


def ticket_subscriptions() -> list[Handles[Any]]:
    """Each may hear the same event twice without harm."""
    special: dict[Any, Any] = {
        told.TicketRegisteredV1: on_registered,
        told.TicketClosedV1: on_closed,
    }
    return [
        *(Handles(kind, special.get(kind, on_news), repeatable=True) for kind in _STATES),
        Handles(TicketContactLinkedV1, on_linked, repeatable=True),
    ]


async def on_news(events: Sequence[Received[Any]], tx: EdgeTransaction) -> None:
    """The customers' tickets as they are now."""
    await tx.tickets.keep([_news(event) for event in events])


async def on_registered(
    events: Sequence[Received[told.TicketRegisteredV1]], tx: EdgeTransaction
) -> None:
    """The desk shows the number of the ticket that a contact became."""
    await on_news(events, tx)
    tickets = [
        TicketOfContact(event.data.contact_id, event.data.ticket_id, event.data.number)
        for event in events
        if event.data.contact_id is not None
    ]
    await tx.contacts.attach(tickets)


async def on_closed(events: Sequence[Received[told.TicketClosedV1]], tx: EdgeTransaction) -> None:
    """With its ticket a contact is closed."""
    await on_news(events, tx)
    at = now()
    closed = [
        ClosedTicket(event.data.ticket_id, believable(event.time, at), event.cause)
        for event in events
    ]
    await end_with_tickets(closed, tx)


async def on_linked(events: Sequence[Received[TicketContactLinkedV1]], tx: EdgeTransaction) -> None:
    """What was chosen here is known here; where it could not be, there is something to mend."""
    for event in events:
        data = event.data
        if data.instead_of is not None:
            ticket = TicketOfContact(data.contact_id, data.ticket_id, data.number)
            await tx.contacts.correct(ticket, data.instead_of)


def _news(event: Received[Any]) -> TicketNews:
    kind, data = type(event.data), event.data
    names = _FIELDS.get(kind, {})
    fields = {column: getattr(data, name) for column, name in names.items()}
    at = believable(event.time, now())
    return TicketNews(data.ticket_id, event.sequence or 0, at, _STATES[kind], fields)
