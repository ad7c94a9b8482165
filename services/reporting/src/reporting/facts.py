"""Which event says what about which row."""

from typing import Any

from chassis.cloudevents import Received
from chassis.handlers import Handles
from contracts import bridge, intake, notifications, orders, tickets
from reporting.facets import Facet, Values, keeps
from reporting.transaction import Transaction

_RECEIVED = Facet(
    "contact",
    "contact_id",
    "received_version",
    (("channel", "text"), ("received_at", "timestamptz"), ("city", "text")),
)
_CONTACT_STATE = Facet("contact", "contact_id", "state_version", (("state", "text"),))
# The first take ended the waiting, whatever came later.
_TAKEN = Facet(
    "contact",
    "contact_id",
    "taken_version",
    (
        ("taken_at", "timestamptz"),
        ("taken_by", "uuid"),
        ("taken_by_name", "text"),
        ("waited_seconds", "float8"),
    ),
    first=True,
)
_TICKET_CLOSED = "ticket-closed"
_QUEUE = Facet("contact", "contact_id", "queue_version", (("queue", "text"),))
_ABANDONED = Facet("contact", "contact_id", "abandoned_version", (("abandoned_seconds", "float8"),))
# Who was done with it last, and how long they had it.
_HANDLED = Facet(
    "contact",
    "contact_id",
    "handled_version",
    (("handled_by", "uuid"), ("handled_by_name", "text"), ("handled_seconds", "float8")),
)

_REGISTERED = Facet(
    "ticket",
    "ticket_id",
    "registered_version",
    (
        ("number", "bigint"),
        ("registered_at", "timestamptz"),
        ("priority", "text"),
    ),
)
_CATEGORY = Facet("ticket", "ticket_id", "category_version", (("category", "text"),))
_TICKET_CITY = Facet("ticket", "ticket_id", "city_version", (("city", "text"),))
_OWNER = Facet(
    "ticket",
    "ticket_id",
    "owner_version",
    (("area", "text"), ("assignee_id", "uuid"), ("assignee_name", "text")),
)
_TICKET_STATE = Facet("ticket", "ticket_id", "state_version", (("state", "text"),))
_FINISHED = Facet("ticket", "ticket_id", "finished_version", (("finished_at", "timestamptz"),))

_OPENED = Facet(
    "service_order",
    "order_id",
    "opened_version",
    (("number", "bigint"), ("opened_at", "timestamptz"), ("area", "text"), ("city", "text")),
)
_ORDER_STATE = Facet("service_order", "order_id", "state_version", (("state", "text"),))
_DISPATCH = Facet(
    "dispatch", "order_id", "state_version", (("state", "text"), ("decided_at", "timestamptz"))
)
_EMAIL = Facet(
    "email",
    "email_id",
    "state_version",
    (("state", "text"), ("settled_at", "timestamptz"), ("ticket_id", "uuid")),
)


def _always(*values: object) -> Values:
    return lambda _: values


def _fields(*names: str) -> Values:
    return lambda event: tuple(getattr(event.data, name) for name in names)


def _state_and_time(state: str) -> Values:
    return lambda event: (state, event.time)


def _email(state: str) -> Values:
    return lambda event: (state, event.time, event.data.ticket_id)


def _received(event: Received[intake.ContactReceivedV1]) -> tuple[object, ...]:
    """An e-mail is an inquiry to all but those who count."""
    data = event.data
    return (data.medium or data.channel, data.received_at, data.city)


def _known_city(event: Received[Any]) -> tuple[object, ...] | None:
    return None if event.data.city is None else (event.data.city,)


def _known_queue(event: Received[Any]) -> tuple[object, ...] | None:
    return None if event.data.queue is None else (event.data.queue,)


def _gave_up(event: Received[Any]) -> tuple[object, ...] | None:
    """The end of its ticket says nothing of how the call ended."""
    return None if event.data.cause == _TICKET_CLOSED else (event.data.abandoned_seconds,)


CONTACTS: list[Handles[Transaction]] = [
    keeps(
        intake.ContactReceivedV1,
        "contact_id",
        (_RECEIVED, _received),
        (_CONTACT_STATE, _fields("state")),
        (_QUEUE, _known_queue),
        (_ABANDONED, _fields("abandoned_seconds")),
    ),
    keeps(
        intake.ContactStateChangedV1,
        "contact_id",
        (_CONTACT_STATE, _fields("state")),
        (_ABANDONED, _gave_up),
    ),
    keeps(
        intake.ContactTakenV1,
        "contact_id",
        (_TAKEN, lambda e: (e.time, e.data.account_id, e.data.account_name, e.data.waited_seconds)),
        (_QUEUE, _known_queue),
    ),
    keeps(
        intake.ContactFinishedV1,
        "contact_id",
        (_CONTACT_STATE, _always("closed")),
        (_HANDLED, _fields("account_id", "account_name", "handled_seconds")),
    ),
]

TICKETS: list[Handles[Transaction]] = [
    keeps(
        tickets.TicketRegisteredV1,
        "ticket_id",
        (_REGISTERED, _fields("number", "registered_at", "priority")),
        (_CATEGORY, _fields("category")),
        (_TICKET_CITY, _known_city),
        (_OWNER, lambda e: (e.data.area, None, None)),
        (_TICKET_STATE, _always("registered")),
    ),
    keeps(
        tickets.TicketAssignedV1,
        "ticket_id",
        (_OWNER, _fields("area", "account_id", "account_name")),
        (_TICKET_STATE, _always("assigned")),
    ),
    keeps(tickets.TicketRecategorizedV1, "ticket_id", (_CATEGORY, _fields("category"))),
    keeps(tickets.TicketCustomerLinkedV1, "ticket_id", (_TICKET_CITY, _known_city)),
    keeps(tickets.TicketStartedV1, "ticket_id", (_TICKET_STATE, _always("in_progress"))),
    keeps(
        tickets.TicketFinishedV1,
        "ticket_id",
        (_TICKET_STATE, _always("finished")),
        (_FINISHED, lambda e: (e.time,)),
    ),
    keeps(tickets.TicketClosedV1, "ticket_id", (_TICKET_STATE, _always("closed"))),
    keeps(tickets.TicketReopenedV1, "ticket_id", (_TICKET_STATE, _always("in_progress"))),
    keeps(tickets.TicketCancelledV1, "ticket_id", (_TICKET_STATE, _always("cancelled"))),
]

ORDERS: list[Handles[Transaction]] = [
    keeps(
        orders.OrderOpenedV1,
        "order_id",
        (_OPENED, lambda e: (e.data.number, e.time, e.data.area, e.data.city)),
        (_ORDER_STATE, _always("open")),
    ),
    keeps(orders.OrderStartedV1, "order_id", (_ORDER_STATE, _always("in_progress"))),
    keeps(orders.OrderRescheduledV1, "order_id", (_ORDER_STATE, _always("reschedule"))),
    keeps(orders.OrderSlotBookedV1, "order_id", (_ORDER_STATE, _always("open"))),
    keeps(orders.OrderReturnedV1, "order_id", (_ORDER_STATE, _always("open"))),
    keeps(orders.OrderFinishedV1, "order_id", (_ORDER_STATE, _always("finished"))),
    keeps(orders.OrderCancelledV1, "order_id", (_ORDER_STATE, _always("cancelled"))),
]

DISPATCHES: list[Handles[Transaction]] = [
    keeps(bridge.DispatchConfirmedV1, "order_id", (_DISPATCH, _state_and_time("confirmed"))),
    keeps(bridge.DispatchRefusedV1, "order_id", (_DISPATCH, _state_and_time("refused"))),
]

EMAILS: list[Handles[Transaction]] = [
    keeps(notifications.EmailSentV1, "email_id", (_EMAIL, _email("sent"))),
    keeps(notifications.EmailFailedV1, "email_id", (_EMAIL, _email("failed"))),
    keeps(notifications.EmailUnaddressedV1, "email_id", (_EMAIL, _email("unaddressed"))),
]

ALL = [*CONTACTS, *TICKETS, *ORDERS, *DISPATCHES, *EMAILS]
